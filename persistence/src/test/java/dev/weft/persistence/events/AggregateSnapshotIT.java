package dev.weft.persistence.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.engine.Engine;
import dev.weft.engine.EngineConfiguration;
import dev.weft.engine.access.Principal;
import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.access.Role;
import dev.weft.engine.join.JoinOutcome;
import dev.weft.engine.join.JoinRequest;
import dev.weft.engine.workflow.JoinAction;
import dev.weft.engine.workflow.JoinKind;
import dev.weft.engine.workflow.SessionId;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowRejoined;
import dev.weft.persistence.database.FreshDatabase;
import dev.weft.persistence.database.WeftDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(FreshDatabase.class)
class AggregateSnapshotIT {

    private static final int EVENTS = 1_500;
    private static final Principal ADA = Principal.withRole("ada", SampleEvents.PROJECT, Role.OWNER);

    private final WorkflowId workflow = new WorkflowId(UUID.randomUUID());
    private EventLogStorage storage;
    private JdbcClient client;

    @BeforeEach
    void open(WeftDatabase database) {
        storage = new EventLogStorage(database);
        client = JdbcClient.create(database.dataSource());
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void coldAggregateIsLoadedWithoutItsHistory() {
        appendHistory();
        join("the first that finds so many events");
        awaitSnapshot();
        assertThat(client.sql("DELETE FROM weft.event WHERE sequence BETWEEN 1 AND 1000")
                        .update())
                .isEqualTo(1_000);

        assertThat(join("another")).isEqualTo(JoinKind.EXISTING);
        assertThat(lastEvent()).isInstanceOf(WorkflowRejoined.class);
        long length = lastEventSequence();
        assertThat(join("another")).isEqualTo(JoinKind.EXISTING);
        assertThat(lastEventSequence())
                .as("who has rejoined is part of the snapshot")
                .isEqualTo(length);
    }

    @Test
    void snapshotThatCannotBeReadIsPassedOver() {
        appendHistory();
        join("the first that finds so many events");
        awaitSnapshot();
        client.sql("UPDATE weft.snapshot SET payload = '\\x00'").update();

        assertThat(join("another")).isEqualTo(JoinKind.EXISTING);
    }

    @Test
    void snapshotOfAnotherRevisionIsPassedOver() {
        appendHistory();
        join("the first that finds so many events");
        awaitSnapshot();
        client.sql("UPDATE weft.snapshot SET revision = '2'").update();

        assertThat(join("another")).isEqualTo(JoinKind.EXISTING);
    }

    private void awaitSnapshot() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> client.sql("SELECT count(*) FROM weft.snapshot WHERE sequence > 1000")
                                .query(Integer.class)
                                .single()
                        == 1);
    }

    /** By an engine that has never heard of the workflow. */
    private JoinKind join(String session) {
        try (var engine = Engine.start(
                EngineConfiguration.over(storage.eventStore(), storage.streamLengths(), ProjectAccess.ofClaims()))) {
            JoinOutcome outcome = engine.joining()
                    .join(new JoinRequest(
                            workflow,
                            SampleEvents.PROJECT,
                            JoinAction.NEW,
                            null,
                            ADA,
                            new SessionId(session.replace(' ', '-')),
                            null,
                            null));
            assertThat(outcome).isInstanceOf(JoinOutcome.Joined.class);
            return ((JoinOutcome.Joined) outcome).kind();
        }
    }

    private long lastEventSequence() {
        return storage.engine().lastSequenceNumberFor(workflow.toString()).orElseThrow();
    }

    private Object lastEvent() {
        return storage.engine()
                .readEvents(workflow.toString(), lastEventSequence())
                .next()
                .getPayload();
    }

    private void appendHistory() {
        List<DomainEventMessage<?>> events = new ArrayList<>();
        for (int sequence = 0; sequence < EVENTS; sequence++) {
            Object payload = sequence == 0 ? SampleEvents.created(workflow) : SampleEvents.appended(UUID.randomUUID());
            events.add(new GenericDomainEventMessage<>("Workflow", workflow.toString(), sequence, payload, Map.of()));
        }
        storage.engine().appendEvents(events);
    }
}
