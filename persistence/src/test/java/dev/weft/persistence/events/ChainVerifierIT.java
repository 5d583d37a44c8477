package dev.weft.persistence.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.database.FreshDatabase;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.persistence.events.ChainVerifier.Finding;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(FreshDatabase.class)
class ChainVerifierIT {

    private static final int EVENTS = 1_200;

    private final WorkflowId workflow = new WorkflowId(UUID.randomUUID());
    private EventLogStorage storage;
    private JdbcClient client;
    private ChainVerifier verifier;

    @BeforeEach
    void open(WeftDatabase database) {
        storage = new EventLogStorage(database);
        client = JdbcClient.create(database.dataSource());
        verifier = new ChainVerifier(database.dataSource());
        append(workflow, EVENTS);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void whatNobodyTouchedIsIntact() {
        assertThat(verifier.verify(workflow))
                .isInstanceOfSatisfying(
                        Finding.Intact.class,
                        intact -> assertThat(intact.events()).isEqualTo(EVENTS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payload = set_byte(payload, length(payload) - 1, get_byte(payload, length(payload) - 1) # 1)",
                "metadata = '\\xa0'",
                "time = time + interval '1 microsecond'",
                "type = (SELECT number FROM weft.event_type WHERE name = 'workflow-rejoined')",
                "revision = revision + 1",
                "hash = sha256(payload)"
            })
    void firstAlteredEventIsNamed(String alteration) {
        alter("SET " + alteration + " WHERE sequence >= 700");

        assertThat(verifier.verify(workflow)).isInstanceOfSatisfying(Finding.Altered.class, altered -> {
            assertThat(altered.workflowId()).isEqualTo(workflow);
            assertThat(altered.sequence()).isEqualTo(700);
            assertThat(altered.defect()).isEqualTo("its hash is not that of its content and of the event before it");
        });
    }

    @Test
    void eventThatWasTakenOutIsMissed() {
        client.sql("DELETE FROM weft.event WHERE sequence = 600").update();

        assertThat(verifier.verify(workflow)).isInstanceOfSatisfying(Finding.Altered.class, altered -> {
            assertThat(altered.sequence()).isEqualTo(601);
            assertThat(altered.defect()).isEqualTo("event 600 is missing before it");
        });
    }

    @Test
    void streamThatWasGivenToAnotherIdIsNotIntact() {
        WorkflowId other = new WorkflowId(UUID.randomUUID());
        client.sql("UPDATE weft.stream SET id = ?").param(other.value()).update();

        assertThat(verifier.verify(other))
                .isInstanceOfSatisfying(
                        Finding.Altered.class,
                        altered -> assertThat(altered.sequence()).isZero());
    }

    @Test
    void allStreamsAreVisited() {
        WorkflowId other = new WorkflowId(UUID.randomUUID());
        append(other, 3);
        client.sql("""
                        UPDATE weft.event SET metadata = '\\xa0'
                        WHERE sequence = 2 AND stream = (SELECT key FROM weft.stream WHERE id = ?)
                        """).param(other.value()).update();

        List<Finding> findings = new ArrayList<>();
        verifier.verifyAll(findings::add);

        assertThat(findings).extracting(Finding::workflowId).containsExactly(workflow, other);
        assertThat(findings.get(0)).isInstanceOf(Finding.Intact.class);
        assertThat(findings.get(1)).isInstanceOf(Finding.Altered.class);
    }

    private void alter(String change) {
        assertThat(client.sql("UPDATE weft.event " + change).update()).isPositive();
    }

    /** Each event has metadata of its own, so that emptying them changes it. */
    private void append(WorkflowId workflowId, int count) {
        List<DomainEventMessage<?>> events = new ArrayList<>();
        for (int sequence = 0; sequence < count; sequence++) {
            Object payload = sequence == 0
                    ? SampleEvents.created(workflowId)
                    : SampleEvents.appended(new UUID(workflowId.value().getMostSignificantBits(), sequence));
            events.add(new GenericDomainEventMessage<>(
                    "Workflow", workflowId.toString(), sequence, payload, Map.of("traceId", "trace-" + sequence)));
        }
        storage.engine().appendEvents(events);
    }
}
