package dev.weft.persistence.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.database.FreshDatabase;
import dev.weft.persistence.database.Notifications;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.persistence.events.EventLogStorage;
import dev.weft.persistence.events.SampleEvents;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two processes' logs over one database. */
@ExtendWith(FreshDatabase.class)
class TailIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final WorkflowId workflow = new WorkflowId(UUID.randomUUID());
    private final WokenDocuments here = new WokenDocuments();
    private final WokenDocuments there = new WokenDocuments();
    private final AtomicInteger connected = new AtomicInteger();
    private WeftDatabase database;
    private EventLogStorage writing;
    private EventLogStorage listening;
    private Notifications listener;

    @BeforeEach
    void open(WeftDatabase fresh) {
        database = fresh;
        writing = new EventLogStorage(database);
        writing.tail().wake(here);
        listening = new EventLogStorage(database);
        listening.tail().wake(there);
        listener = Notifications.listen(
                database,
                "weft-listener",
                Map.of(LogTail.CHANNEL, listening.tail()::heard),
                connected::incrementAndGet);
        await().atMost(PATIENCE).until(() -> connected.get() == 1);
    }

    @AfterEach
    void close() {
        listener.close();
        writing.close();
        listening.close();
    }

    @Test
    void documentsOfOtherProcessesHearOfEachCommit() {
        append(0, SampleEvents.created(workflow));
        append(1, SampleEvents.appended(UUID.randomUUID()));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(there.lengths()).containsEntry(workflow, 2L));
    }

    @Test
    void ownDocumentsHearOfWhatTheirHostsDidNotAppend() {
        append(0, SampleEvents.created(workflow));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(here.lengths()).containsEntry(workflow, 1L));

        append(1, SampleEvents.appended(UUID.randomUUID()));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(there.lengths()).containsEntry(workflow, 2L));

        assertThat(here.lengths()).containsEntry(workflow, 1L);
    }

    @Test
    void readersOfTheWholeLogAreWokenInBothProcesses() {
        AtomicInteger wokenHere = new AtomicInteger();
        AtomicInteger wokenThere = new AtomicInteger();
        try (BlockingStream<TrackedEventMessage<?>> streamHere =
                        writing.eventStore().openStream(null);
                BlockingStream<TrackedEventMessage<?>> streamThere =
                        listening.eventStore().openStream(null)) {
            assertThat(streamHere.setOnAvailableCallback(wokenHere::incrementAndGet))
                    .isTrue();
            assertThat(streamThere.setOnAvailableCallback(wokenThere::incrementAndGet))
                    .isTrue();

            append(0, SampleEvents.created(workflow));

            await().atMost(PATIENCE).until(() -> wokenHere.get() == 1 && wokenThere.get() == 1);
            assertThat(streamThere.hasNextAvailable()).isTrue();
        }
        append(1, SampleEvents.appended(UUID.randomUUID()));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(there.lengths()).containsEntry(workflow, 2L));
        assertThat(wokenHere).hasValue(1);
        assertThat(wokenThere).hasValue(1);
    }

    @Test
    void aReaderThatRestsSeesNothingUntilSomebodyWaitsForIt() throws InterruptedException {
        TailedEventStore paced = writing.eventStore(Duration.ofMillis(300));
        Semaphore called = new Semaphore(0);
        try (BlockingStream<TrackedEventMessage<?>> stream = paced.openStream(null)) {
            stream.setOnAvailableCallback(called::release);
            append(0, SampleEvents.created(workflow));
            called.acquire();
            assertThat(stream.nextAvailable()).isNotNull();
            workFor(Duration.ofMillis(100), paced);
            assertThat(stream.hasNextAvailable()).isFalse();

            append(1, SampleEvents.appended(UUID.randomUUID()));
            assertThat(stream.hasNextAvailable()).isFalse();
            assertThat(called.tryAcquire()).isFalse();

            paced.hurry();
            assertThat(called.tryAcquire(1, TimeUnit.SECONDS)).isTrue();
            assertThat(stream.hasNextAvailable()).isTrue();
        }
    }

    private static void workFor(Duration time, TailedEventStore reader) {
        Transaction transaction = reader.counting(NoTransactionManager.INSTANCE).startTransaction();
        LockSupport.parkNanos(time.toNanos());
        transaction.commit();
    }

    @Test
    void afterABreakOfTheConnectionAllAreWoken() {
        JdbcClient.create(database.dataSource())
                .sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND application_name = 'weft-listener'")
                .query(Boolean.class)
                .list();

        await().atMost(PATIENCE).until(() -> connected.get() == 2);
        append(0, SampleEvents.created(workflow));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(there.lengths()).containsEntry(workflow, 1L));
    }

    private void append(int sequence, Object payload) {
        writing.engine()
                .appendEvents(new GenericDomainEventMessage<>("Workflow", workflow.toString(), sequence, payload));
    }
}
