package dev.weft.persistence.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.database.FreshDatabase;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.persistence.events.ChainVerifier.Finding;
import dev.weft.persistence.tail.LogTail;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A second writer that holds the lock stands for whatever keeps a commit from ending, so that what comes meanwhile waits for sure. */
@ExtendWith(FreshDatabase.class)
class GroupCommitIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private WeftDatabase database;
    private JdbcClient client;
    private EventLogStorage storage;
    private EventStorageEngine engine;

    @BeforeEach
    void open(WeftDatabase fresh) {
        database = fresh;
        client = JdbcClient.create(database.dataSource());
        open(GroupCommitSettings.defaults());
    }

    private void open(GroupCommitSettings settings) {
        storage = new EventLogStorage(database, settings, meters);
        engine = storage.engine();
    }

    @AfterEach
    void close() {
        storage.close();
        callers.close();
    }

    @Test
    void eventsOfAllDocumentsThatWaitGoTogether() throws SQLException {
        List<WorkflowId> workflows = createdWorkflows(100);
        List<CompletableFuture<Void>> appends;
        try (var _ = LogLock.take(database)) {
            appends = appendBehindOneUnderWay(workflows);
        }

        CompletableFuture.allOf(appends.toArray(CompletableFuture[]::new)).join();

        assertThat(client.sql("SELECT count(DISTINCT xmin::text) FROM weft.event WHERE sequence = 1")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void appendWaitsForTheOtherDocumentsThatAreEdited() {
        storage.close();
        open(new GroupCommitSettings(10, 10_000, 10_000, Duration.ofDays(1), Duration.ofSeconds(10)));
        List<WorkflowId> workflows = createdWorkflows(1);
        WorkflowId other = new WorkflowId(UUID.randomUUID());

        CompletableFuture<Void> waiting = append(other, 0);
        awaitQueued(1);
        assertThat(waiting).isNotDone();
        CompletableFuture<Void> company = append(workflows.getFirst(), 1);

        assertThat(CompletableFuture.allOf(waiting, company)).succeedsWithin(PATIENCE);
        assertThat(meters.get("weft.commit.appends").summary().max()).isEqualTo(2);
    }

    @Test
    void conflictFailsItsOwnStreamOnly() throws SQLException {
        List<WorkflowId> workflows = createdWorkflows(20);
        CompletableFuture<Void> outdated;
        List<CompletableFuture<Void>> others;
        engine.appendEvents(appended(workflows.getFirst(), 1));
        try (var _ = LogLock.take(database)) {
            append(workflows.get(1), 1);
            awaitTaken();
            outdated = append(workflows.getFirst(), 1);
            others = workflows.subList(2, 20).stream()
                    .map(workflow -> append(workflow, 1))
                    .toList();
            awaitQueued(19);
        }

        CompletableFuture.allOf(others.toArray(CompletableFuture[]::new)).join();
        assertThatThrownBy(outdated::join).hasCauseInstanceOf(ConcurrencyException.class);
        assertThat(meters.get("weft.commit.conflicts").counter().count()).isEqualTo(1);
        assertThat(meters.get("weft.commit.appends").summary().max()).isEqualTo(19);
        assertThat(client.sql("SELECT count(DISTINCT xmin::text) FROM weft.event WHERE sequence = 1")
                        .query(Integer.class)
                        .single())
                .as("the event of before, the append under way, and all others at once")
                .isEqualTo(3);
        assertAllIntact();
    }

    @Test
    void valueThatTheServerRefusesFailsItsOwnAppendOnly() {
        List<PendingAppend> group = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            UUID stream = UUID.randomUUID();
            EventBytes event = new EventBytes("workflow-created", 1, 0, new byte[] {(byte) 0xa0}, new byte[] {1});
            PendingAppend append = PendingAppend.chained(stream, 0, HashChain.genesis(stream), List.of(event), true);
            group.add(append);
            if (i == 1) {
                append.hashes().set(0, new byte[31]);
            }
        }
        try (var committer = new GroupCommitter(
                new AppendSession(database, new EventTypeNumbers(database.dataSource())),
                new LogTail(),
                new CommitMeters(new SimpleMeterRegistry()),
                GroupCommitSettings.defaults())) {
            group.forEach(committer::submit);

            assertThat(group.get(0).outcome().join()).isPositive();
            assertThat(group.get(2).outcome().join()).isPositive();
            assertThatThrownBy(group.get(1).outcome()::join)
                    .hasCauseInstanceOf(EventStoreException.class)
                    .hasMessageContaining("the append was not written");
        }
    }

    @Test
    void whenTheConnectionDiesTheSameAppendCanBeSentAgain() throws SQLException {
        WorkflowId workflow = createdWorkflows(1).getFirst();
        DomainEventMessage<?> event = appended(workflow, 1);
        CompletableFuture<Void> cut;
        try (var _ = LogLock.take(database)) {
            cut = CompletableFuture.runAsync(() -> engine.appendEvents(event), callers);
            await().atMost(PATIENCE).until(() -> terminateWaitingWriters() == 1);
            assertThatThrownBy(cut::join)
                    .hasCauseInstanceOf(EventStoreException.class)
                    .hasMessageContaining("nobody knows whether the append was written");
        }

        engine.appendEvents(event);

        assertThatThrownBy(() -> engine.appendEvents(event)).isInstanceOf(ConcurrencyException.class);
        assertAllIntact();
    }

    @Test
    void connectionThatDiedInSilenceCostsNobodyAnAppend() {
        WorkflowId workflow = createdWorkflows(1).getFirst();
        client.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND application_name = 'weft-writer'")
                .query(Boolean.class)
                .list();
        await().pollDelay(Duration.ofMillis(1_100)).until(() -> true); // as long as counts as silence

        engine.appendEvents(appended(workflow, 1));

        assertAllIntact();
    }

    @Test
    void callersWaitWhileTheQueueIsFull() throws SQLException {
        storage.close();
        open(new GroupCommitSettings(10, 10_000, 2_000, Duration.ZERO, Duration.ofSeconds(10)));
        List<WorkflowId> workflows = createdWorkflows(200);
        List<CompletableFuture<Void>> appends;
        try (var _ = LogLock.take(database)) {
            appends = workflows.stream().map(workflow -> append(workflow, 1)).toList();
            await().atMost(PATIENCE).during(Duration.ofMillis(300)).until(() -> storage.queuedAppends() < 20);
            assertThat(appends).noneMatch(CompletableFuture::isDone);
        }

        CompletableFuture.allOf(appends.toArray(CompletableFuture[]::new)).join();

        assertAllIntact();
    }

    @Test
    void closingWritesWhatIsQueuedAndTakesNothingMore() throws SQLException {
        List<WorkflowId> workflows = createdWorkflows(50);
        List<CompletableFuture<Void>> appends;
        CompletableFuture<Void> closing;
        try (var _ = LogLock.take(database)) {
            appends = appendBehindOneUnderWay(workflows);
            closing = CompletableFuture.runAsync(storage::close, callers);
            await().atMost(PATIENCE).until(this::isClosed);
        }

        closing.join();

        assertThat(appends).allMatch(append -> append.isDone() && !append.isCompletedExceptionally());
        assertAllIntact();
    }

    private boolean isClosed() {
        try {
            engine.appendEvents(created(new WorkflowId(UUID.randomUUID())));
            return false;
        } catch (EventStoreException closed) {
            return closed.getMessage().contains("closed");
        }
    }

    @Test
    void closingDoesNotWaitForEver() throws SQLException {
        storage.close();
        open(new GroupCommitSettings(1, 1, 1 << 20, Duration.ZERO, Duration.ofMillis(200)));
        List<WorkflowId> workflows = createdWorkflows(3);
        try (var _ = LogLock.take(database)) {
            List<CompletableFuture<Void>> appends = appendBehindOneUnderWay(workflows);

            storage.close();

            await().atMost(PATIENCE)
                    .until(() -> appends.stream()
                                    .filter(CompletableFuture::isCompletedExceptionally)
                                    .count()
                            == 2);
        }
    }

    @Test
    void readersOfTheWholeLogNeverPassAPositionWhoseSmallerNeighboursMayStillAppear() throws SQLException {
        WorkflowId slow = new WorkflowId(UUID.randomUUID());
        WorkflowId quick = createdWorkflows(1).getFirst();
        CompletableFuture<Void> waiting;
        try (Connection open = database.connect("a writer that takes its time")) {
            open.setAutoCommit(false);
            appendWithoutCommit(open, slow);
            waiting = append(quick, 1);
            await().during(Duration.ofMillis(300)).until(() -> positions().size() == 1 && !waiting.isDone());

            open.commit();
        }

        waiting.join();
        assertThat(streams()).containsExactly(quick.toString(), slow.toString(), quick.toString());
        assertThat(positions()).isSorted();
    }

    private void appendWithoutCommit(Connection connection, WorkflowId workflow) throws SQLException {
        EventBytes event = new EventBytes("workflow-created", 1, 0, new byte[] {(byte) 0xa0}, createdPayload(workflow));
        PendingAppend append =
                PendingAppend.chained(workflow.value(), 0, HashChain.genesis(workflow.value()), List.of(event), true);
        try (var statement =
                connection.prepareStatement("SELECT * FROM weft.append_events(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            new AppendArguments(List.of(append), new EventTypeNumbers(database.dataSource()), "").setOn(statement);
            statement.execute();
        }
    }

    private byte[] createdPayload(WorkflowId workflow) {
        return storage.serializer()
                .serialize(SampleEvents.created(workflow), byte[].class)
                .getData();
    }

    private List<Long> positions() {
        return tracked().stream()
                .map(event -> event.trackingToken().position().orElseThrow())
                .toList();
    }

    private List<String> streams() {
        return tracked().stream()
                .map(event -> ((DomainEventMessage<?>) event).getAggregateIdentifier())
                .toList();
    }

    private List<? extends TrackedEventMessage<?>> tracked() {
        return engine.readEvents(null, false).toList();
    }

    private int terminateWaitingWriters() {
        return client.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND application_name = 'weft-writer'"
                        + " AND wait_event_type = 'Lock'")
                .query(Boolean.class)
                .list()
                .size();
    }

    private void assertAllIntact() {
        List<Finding> findings = new ArrayList<>();
        new ChainVerifier(database.dataSource()).verifyAll(findings::add);
        assertThat(findings).isNotEmpty().allMatch(Finding.Intact.class::isInstance);
    }

    private void awaitQueued(int count) {
        await().atMost(PATIENCE).until(() -> storage.queuedAppends() >= count);
    }

    /** So that the append under way is not of the group that gathers behind it. */
    private void awaitTaken() {
        await().atMost(PATIENCE)
                .until(() -> client.sql("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                        + " AND application_name = 'weft-writer' AND wait_event_type = 'Lock'")
                                .query(Integer.class)
                                .single()
                        == 1);
    }

    private List<CompletableFuture<Void>> appendBehindOneUnderWay(List<WorkflowId> workflows) {
        List<CompletableFuture<Void>> appends = new ArrayList<>();
        appends.add(append(workflows.getFirst(), 1));
        awaitTaken();
        workflows.stream().skip(1).forEach(workflow -> appends.add(append(workflow, 1)));
        awaitQueued(workflows.size() - 1);
        return appends;
    }

    private List<WorkflowId> createdWorkflows(int count) {
        List<WorkflowId> workflows = IntStream.range(0, count)
                .mapToObj(_ -> new WorkflowId(UUID.randomUUID()))
                .toList();
        workflows.forEach(workflow -> engine.appendEvents(created(workflow)));
        return workflows;
    }

    private CompletableFuture<Void> append(WorkflowId workflow, int sequence) {
        return CompletableFuture.runAsync(() -> engine.appendEvents(appended(workflow, sequence)), callers);
    }

    private static DomainEventMessage<?> created(WorkflowId workflow) {
        return message(workflow, 0, SampleEvents.created(workflow));
    }

    private static DomainEventMessage<?> appended(WorkflowId workflow, int sequence) {
        return message(workflow, sequence, SampleEvents.appended(UUID.randomUUID()));
    }

    private static DomainEventMessage<?> message(WorkflowId workflow, int sequence, Object payload) {
        return new GenericDomainEventMessage<>("Workflow", workflow.toString(), sequence, payload, Map.of());
    }
}
