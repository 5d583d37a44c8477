package dev.weft.persistence.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.engine.log.AxonEventLog;
import dev.weft.engine.log.EventLog;
import dev.weft.engine.log.LogUnavailableException;
import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.workflow.EventMetadata;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.database.FreshDatabase;
import dev.weft.persistence.database.WeftDatabase;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(FreshDatabase.class)
class PostgresEventLogIT {

    private final WorkflowId workflow = SampleEvents.WORKFLOW;
    private JdbcClient client;
    private EventLogStorage storage;
    private EventLog log;

    @BeforeEach
    void open(WeftDatabase database) {
        client = JdbcClient.create(database.dataSource());
        storage = new EventLogStorage(database);
        log = storage.eventLog();
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void everyTypeOfEventIsReadAsAxonReadsIt() {
        append(List.copyOf(SampleEvents.all().values()));

        List<RecordedEvent> read = log.read(workflow, 0, 100);

        assertThat(read).hasSize(SampleEvents.all().size());
        assertThat(read).isEqualTo(new AxonEventLog(storage.eventStore()).read(workflow, 0, 100));
    }

    @ParameterizedTest
    @CsvSource({"0, 1299, 1300", "0, 9223372036854775807, 1300", "499, 1000, 502", "7, 7, 1", "8, 7, 0", "1300, 1301, 0"
    })
    void longRunsAreHandedOverInOrderFromOneSequenceToAnother(long from, long to, int count) {
        append(1_300);

        List<Long> sequences = new ArrayList<>();
        log.forEach(workflow, from, to, event -> sequences.add(event.sequence()));

        assertThat(sequences).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(sequences.get(i)).isEqualTo(from + i);
        }
    }

    @Test
    void whatTheReaderThrowsEndsTheRun() {
        append(1_300);

        assertThatThrownBy(() -> log.forEach(workflow, 0, Long.MAX_VALUE, event -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");
    }

    @Test
    void eventThatThisBuildCannotReadIsToldAndNotSkipped() {
        append(3);
        client.sql("UPDATE weft.event SET payload = '\\xa0' WHERE sequence = 1").update();

        assertThatThrownBy(() -> log.forEach(workflow, 0, 2, _ -> {}))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessageContaining("workflow " + workflow)
                .hasRootCauseMessage(
                        "event 1 of " + workflow
                                + " is no updates-appended: appended updates: found START_OBJECT before byte 1, expected START_ARRAY");
    }

    private void append(int count) {
        List<Object> events = new ArrayList<>();
        for (int sequence = 0; sequence < count; sequence++) {
            events.add(sequence == 0 ? SampleEvents.created(workflow) : SampleEvents.appended(new UUID(1, sequence)));
        }
        append(events);
    }

    private void append(List<Object> events) {
        List<DomainEventMessage<?>> messages = new ArrayList<>();
        for (Object event : events) {
            messages.add(new GenericDomainEventMessage<>(
                    "Workflow",
                    workflow.toString(),
                    messages.size(),
                    event,
                    Map.of(EventMetadata.PRINCIPAL, "ada", EventMetadata.TRACE_ID, "trace-" + messages.size())));
        }
        storage.engine().appendEvents(messages);
    }
}
