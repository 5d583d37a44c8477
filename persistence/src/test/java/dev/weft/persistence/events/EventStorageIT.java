package dev.weft.persistence.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.engine.workflow.WorkflowEventType;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.database.FreshDatabase;
import dev.weft.persistence.database.WeftDatabase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(FreshDatabase.class)
class EventStorageIT {

    private WeftDatabase database;
    private EventLogStorage storage;
    private EventStorageEngine engine;

    @BeforeEach
    void open(WeftDatabase fresh) {
        database = fresh;
        storage = new EventLogStorage(database);
        engine = storage.engine();
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void eventsAreReadAsTheyWereAppended() {
        DomainEventMessage<?> first = created(SampleEvents.WORKFLOW);
        DomainEventMessage<?> second = appended(SampleEvents.WORKFLOW, 1);
        engine.appendEvents(first, second);

        List<DomainEventMessage<?>> read = read(SampleEvents.WORKFLOW, 0);

        assertThat(read).hasSize(2);
        for (int i = 0; i < 2; i++) {
            DomainEventMessage<?> written = List.of(first, second).get(i);
            assertThat(read.get(i).getAggregateIdentifier()).isEqualTo(written.getAggregateIdentifier());
            assertThat(read.get(i).getSequenceNumber()).isEqualTo(i);
            assertThat(read.get(i).getType()).isEqualTo("Workflow");
            assertThat(read.get(i).getTimestamp())
                    .isEqualTo(written.getTimestamp().truncatedTo(ChronoUnit.MICROS));
            assertThat(read.get(i).getMetaData()).containsAllEntriesOf(written.getMetaData());
            assertThat((Object) read.get(i).getPayload()).isEqualTo(written.getPayload());
        }
    }

    @Test
    void streamLongerThanABatchIsReadWhole() {
        engine.appendEvents(created(SampleEvents.WORKFLOW));
        List<DomainEventMessage<?>> more = new ArrayList<>();
        for (int sequence = 1; sequence <= 1_000; sequence++) {
            more.add(appended(SampleEvents.WORKFLOW, sequence));
        }
        engine.appendEvents(more);

        assertThat(read(SampleEvents.WORKFLOW, 0)).hasSize(1_001);
        assertThat(read(SampleEvents.WORKFLOW, 900)).hasSize(101);
        assertThat(read(SampleEvents.WORKFLOW, 1_001)).isEmpty();
    }

    @Test
    void typesInTheTableAreOurFixedNames() {
        List<DomainEventMessage<?>> events = new ArrayList<>();
        for (Object payload : SampleEvents.all().values()) {
            events.add(message(SampleEvents.WORKFLOW, events.size(), payload));
        }
        engine.appendEvents(events);

        assertThat(JdbcClient.create(database.dataSource())
                        .sql(
                                "SELECT name || ' ' || revision FROM weft.event JOIN weft.event_type ON number = type ORDER BY sequence")
                        .query(String.class)
                        .list())
                .startsWith("workflow-created 1", "workflow-rejoined 1", "updates-appended 1")
                .hasSameSizeAs(WorkflowEventType.values());
    }

    @Test
    void firstEventOfAStreamCollides() {
        engine.appendEvents(created(SampleEvents.WORKFLOW));

        assertThatThrownBy(() -> engine.appendEvents(created(SampleEvents.WORKFLOW)))
                .isInstanceOf(AggregateStreamCreationException.class);
    }

    @Test
    void laterEventOfAStreamCollidesAndTakesNothingWithIt() {
        engine.appendEvents(created(SampleEvents.WORKFLOW), appended(SampleEvents.WORKFLOW, 1));

        assertThatThrownBy(() ->
                        engine.appendEvents(appended(SampleEvents.WORKFLOW, 1), appended(SampleEvents.WORKFLOW, 2)))
                .isInstanceOf(ConcurrencyException.class);
        assertThat(read(SampleEvents.WORKFLOW, 0)).hasSize(2);
    }

    @Test
    void messageOfAConflictHoldsNoContent() {
        engine.appendEvents(created(SampleEvents.WORKFLOW));

        assertThatThrownBy(() -> engine.appendEvents(created(SampleEvents.WORKFLOW)))
                .hasMessageContaining(SampleEvents.WORKFLOW.toString())
                .hasMessageNotContaining("INSERT INTO")
                .hasNoCause();
    }

    @Test
    void otherFailuresAreNotTakenForConflicts() {
        DomainEventMessage<?> impossible =
                message(SampleEvents.WORKFLOW, -1, SampleEvents.created(SampleEvents.WORKFLOW));

        assertThatThrownBy(() -> engine.appendEvents(impossible))
                .isInstanceOf(EventStoreException.class)
                .isNotInstanceOf(ConcurrencyException.class)
                .isNotInstanceOf(AggregateStreamCreationException.class);
    }

    @Test
    void ofWritersThatRaceForASequenceExactlyOneGetsIn() throws Exception {
        int writers = 8;
        int sequences = 25;
        engine.appendEvents(created(SampleEvents.WORKFLOW));
        var start = new CyclicBarrier(writers);
        List<Callable<Integer>> races = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            races.add(() -> {
                int won = 0;
                for (int sequence = 1; sequence <= sequences; sequence++) {
                    start.await();
                    try {
                        engine.appendEvents(appended(SampleEvents.WORKFLOW, sequence));
                        won++;
                    } catch (ConcurrencyException lost) {
                        // As it should be, for all but one.
                    }
                }
                return won;
            });
        }

        int won = 0;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> race : executor.invokeAll(races)) {
                won += race.get();
            }
        }

        assertThat(won).isEqualTo(sequences);
        assertThat(read(SampleEvents.WORKFLOW, 0)).hasSize(sequences + 1);
    }

    @Test
    void lengthsOfManyStreamsAreToldAtOnce() {
        WorkflowId longer = new WorkflowId(UUID.randomUUID());
        WorkflowId unknown = new WorkflowId(UUID.randomUUID());
        engine.appendEvents(created(SampleEvents.WORKFLOW));
        engine.appendEvents(created(longer), appended(longer, 1), appended(longer, 2));

        assertThat(storage.streamLengths().lengthsOf(List.of(SampleEvents.WORKFLOW, longer, unknown)))
                .isEqualTo(Map.of(SampleEvents.WORKFLOW, 1L, longer, 3L));
        assertThat(storage.streamLengths().lengthsOf(List.of())).isEmpty();
    }

    @Test
    void tokenAtATimeStandsBeforeTheFirstEventSince() {
        engine.appendEvents(created(SampleEvents.WORKFLOW));
        Instant between = Instant.now().plusSeconds(60);
        engine.appendEvents(new GenericDomainEventMessage<>(
                "Workflow",
                SampleEvents.WORKFLOW.toString(),
                1,
                SampleEvents.appended(UUID.randomUUID()),
                Map.of(),
                UUID.randomUUID().toString(),
                between.plusSeconds(1)));

        assertThat(tracked(engine.createTokenAt(between))).hasSize(1);
        assertThat(tracked(engine.createTailToken())).hasSize(2);
        assertThat(tracked(engine.createHeadToken())).isEmpty();
    }

    private List<DomainEventMessage<?>> read(WorkflowId workflowId, long fromSequence) {
        List<DomainEventMessage<?>> events = new ArrayList<>();
        engine.readEvents(workflowId.toString(), fromSequence).forEachRemaining(events::add);
        return events;
    }

    private List<? extends TrackedEventMessage<?>> tracked(TrackingToken token) {
        return engine.readEvents(token, false).toList();
    }

    private static DomainEventMessage<?> created(WorkflowId workflowId) {
        return message(workflowId, 0, SampleEvents.created(workflowId));
    }

    private static DomainEventMessage<?> appended(WorkflowId workflowId, long sequence) {
        return message(workflowId, sequence, SampleEvents.appended(UUID.randomUUID()));
    }

    private static DomainEventMessage<?> message(WorkflowId workflowId, long sequence, Object payload) {
        return new GenericDomainEventMessage<>(
                "Workflow", workflowId.toString(), sequence, payload, SampleEvents.METADATA);
    }
}
