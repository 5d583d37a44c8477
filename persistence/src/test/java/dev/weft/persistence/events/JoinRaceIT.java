package dev.weft.persistence.events;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.weft.persistence.database.FreshDatabase;
import dev.weft.persistence.database.WeftDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two engines over one database, as two server processes have: only the key of the event table stands between them. */
@ExtendWith(FreshDatabase.class)
class JoinRaceIT {

    private static final int IDS = 20;
    private static final int JOINS_PER_ID = 64;
    private static final Principal ADA = Principal.withRole("ada", SampleEvents.PROJECT, Role.OWNER);

    @Test
    void ofAllWhoCreateOneIdAtOnceOneDoesAndTheOthersRejoin(WeftDatabase database) throws Exception {
        try (var oneLog = new EventLogStorage(database);
                var otherLog = new EventLogStorage(database);
                Engine one = engineOver(oneLog);
                Engine other = engineOver(otherLog)) {
            for (int i = 0; i < IDS; i++) {
                var id = new WorkflowId(UUID.randomUUID());

                List<JoinKind> kinds = joinAtOnce(id, List.of(one, other));

                assertThat(kinds).hasSize(JOINS_PER_ID).containsOnlyOnce(JoinKind.NEW);
                assertThat(storedTypes(database, id))
                        .hasSize(JOINS_PER_ID)
                        .startsWith("workflow-created")
                        .containsOnlyOnce("workflow-created")
                        .containsOnly("workflow-created", "workflow-rejoined");
            }
        }
    }

    private static Engine engineOver(EventLogStorage storage) {
        return Engine.start(EngineConfiguration.over(storage.engine(), ProjectAccess.ofClaims()));
    }

    private static List<JoinKind> joinAtOnce(WorkflowId id, List<Engine> engines) throws Exception {
        var start = new CyclicBarrier(JOINS_PER_ID);
        List<Callable<JoinOutcome>> joins = new ArrayList<>();
        for (int i = 0; i < JOINS_PER_ID; i++) {
            Engine engine = engines.get(i % engines.size());
            var session = new SessionId("session-" + i);
            joins.add(() -> {
                start.await();
                return engine.joining()
                        .join(new JoinRequest(
                                id, SampleEvents.PROJECT, JoinAction.NEW, null, ADA, session, null, null));
            });
        }
        List<JoinKind> kinds = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var outcome : executor.invokeAll(joins)) {
                assertThat(outcome.get()).isInstanceOf(JoinOutcome.Joined.class);
                kinds.add(((JoinOutcome.Joined) outcome.get()).kind());
            }
        }
        return kinds;
    }

    private static List<String> storedTypes(WeftDatabase database, WorkflowId id) {
        return JdbcClient.create(database.dataSource())
                .sql("""
                        SELECT event_type.name
                        FROM weft.event
                        JOIN weft.event_type ON event_type.number = event.type
                        JOIN weft.stream ON stream.key = event.stream
                        WHERE stream.id = ? ORDER BY event.sequence
                        """)
                .param(id.value())
                .query(String.class)
                .list();
    }
}
