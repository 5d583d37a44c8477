package dev.weft.persistence.readmodel;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.checkpoint.PostgresCheckpoints;
import dev.weft.persistence.database.FreshDatabase;
import dev.weft.persistence.database.Notifications;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.persistence.draft.WorkflowListing;
import dev.weft.persistence.draft.WorkflowListing.Page;
import dev.weft.persistence.draft.WorkflowSummary;
import dev.weft.persistence.events.EventLogStorage;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(FreshDatabase.class)
class ReadModelProjectionIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ProjectId PROJECT = new ProjectId(UUID.fromString("00000000-0000-4000-8000-000000000001"));

    private EventLogStorage storage;
    private ReadModels models;
    private ReadModelPosition position;
    private JdbcClient client;
    private WorkflowListing listing;

    @BeforeEach
    void open(WeftDatabase database) {
        storage = new EventLogStorage(database);
        models = new ReadModels(storage.events(), new PostgresCheckpoints(database.dataSource()));
        position = new ReadModelPosition(database.dataSource());
        client = JdbcClient.create(database.dataSource());
        listing = new WorkflowListing(database.dataSource());
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void workflowsOfAProjectAreListedSavedOrNot() {
        var workflow = new SampleWorkflow(PROJECT, "Untitled workflow");
        var elsewhere = new SampleWorkflow(new ProjectId(UUID.randomUUID()), "of another project");
        append(workflow, workflow.event(0));
        append(elsewhere, elsewhere.event(0));
        try (var _ = start()) {
            awaitSequence(workflow, 0);
            append(workflow, workflow.rename("Nightly import"));
            awaitSequence(workflow, 1);
        }

        Page page = listing.list(PROJECT, 10, Optional.empty());

        assertThat(page.next()).isNull();
        assertThat(page.workflows())
                .containsExactly(new WorkflowSummary(
                        workflow.id,
                        PROJECT,
                        "Nightly import",
                        SampleWorkflow.START,
                        SampleWorkflow.START.plusSeconds(1),
                        1,
                        1));
        assertThat(content(workflow.id)).isEqualTo("{\"workflow\": {\"name\": \"Nightly import\"}}");
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrOverlap() {
        List<WorkflowId> lastEditedFirst = new ArrayList<>();
        try (var _ = start()) {
            for (int i = 0; i < 7; i++) {
                var workflow = new SampleWorkflow(PROJECT, "workflow " + i);
                append(workflow, workflow.event(0));
                for (int edits = 0; edits < i; edits++) {
                    append(workflow, workflow.rename("workflow " + i + ", edit " + edits));
                }
                lastEditedFirst.addFirst(workflow.id);
                awaitSequence(workflow, i);
            }
        }

        List<WorkflowId> listed = new ArrayList<>();
        Page page = listing.list(PROJECT, 3, Optional.empty());
        page.workflows().forEach(summary -> listed.add(summary.workflowId()));
        while (page.next() != null) {
            page = listing.list(PROJECT, 3, Optional.of(page.next()));
            page.workflows().forEach(summary -> listed.add(summary.workflowId()));
        }

        assertThat(listed).isEqualTo(lastEditedFirst);
    }

    @Test
    void replayFromTheBeginningGivesWhatWasThere() throws InterruptedException {
        List<SampleWorkflow> workflows = someEditedWorkflows();
        List<Map<String, Object>> live = rows();
        client.sql(
                        "TRUNCATE weft.draft, weft.workflow, weft.job, weft.trigger, weft.edge, weft.workflow_version, weft.activity,"
                                + " weft.read_model_progress, weft.token")
                .update();

        try (var _ = start()) {
            workflows.forEach(
                    workflow -> awaitSequence(workflow, workflow.events().size() - 1));
        }

        assertThat(rows()).isEqualTo(live);
    }

    @Test
    void eventsHandledTwiceChangeNothing() throws InterruptedException {
        List<SampleWorkflow> workflows = someEditedWorkflows();
        List<Map<String, Object>> once = rows();
        client.sql("TRUNCATE weft.token").update();

        var proof = new SampleWorkflow(PROJECT, "read after all the others");
        append(proof, proof.event(0));
        try (var _ = start()) {
            awaitTheEnd();
        }

        assertThat(rows()).hasSize(workflows.size() + 1).containsAll(once);
    }

    @Test
    void severalProcessesKeepOneTable() {
        var workflow = new SampleWorkflow(PROJECT, "name");
        append(workflow, workflow.event(0));
        try (var first = start()) {
            try (var _ = start()) {
                for (int i = 0; i < 20; i++) {
                    append(workflow, workflow.rename("name " + i));
                }
                awaitSequence(workflow, 20);
            }
            append(workflow, workflow.rename("after one has left"));
            awaitSequence(workflow, 21);
            assertThat(first.hasFailed()).isFalse();
        }

        assertThat(listing.find(workflow.id)).get().satisfies(summary -> {
            assertThat(summary.name()).isEqualTo("after one has left");
            assertThat(summary.editCount()).isEqualTo(21);
        });
    }

    @Test
    void whoWaitsForTablesThatAnotherProcessKeepsTellsIt(WeftDatabase database) throws Exception {
        CountDownLatch listening = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        try (var _ = Notifications.listen(
                database,
                "elsewhere",
                Map.of(ReadModelPosition.AWAITED_CHANNEL, _ -> told.countDown()),
                listening::countDown)) {
            assertThat(listening.await(PATIENCE.toSeconds(), SECONDS)).isTrue();

            assertThat(position.await(1, Duration.ofMillis(200))).isFalse();

            assertThat(told.await(PATIENCE.toSeconds(), SECONDS)).isTrue();
        }
    }

    @Test
    void whatJsonbCannotHoldStopsNobody() {
        var odd = new SampleWorkflow(PROJECT, "zero \0 and half a pair \ud83d");
        append(odd, odd.event(0));
        List<Object> nested = List.of();
        for (int depth = 0; depth < 300; depth++) {
            nested = List.of(nested);
        }
        var deep = new SampleWorkflow(PROJECT, "deep");
        append(deep, deep.event(0));
        append(deep, deep.edit("workflow", "nested", nested));
        try (var _ = start()) {
            awaitSequence(odd, 0);
            awaitSequence(deep, 1);
        }

        assertThat(listing.find(odd.id).orElseThrow().name()).isEqualTo("zero \uFFFD and half a pair \uFFFD");
        assertThat(content(odd.id)).contains("zero \uFFFD and half a pair \uFFFD");
        assertThat(content(deep.id)).isNull();
    }

    @Test
    void savedWorkflowsHaveRowsForTheirMembers() throws InterruptedException {
        var workflow = new SampleWorkflow(PROJECT, "name");
        workflow.save("first save");
        workflow.rename("unsaved");
        workflow.save("second save");
        workflow.events().forEach(event -> append(workflow, event));

        try (var _ = start()) {
            awaitTheEnd();
        }

        assertThat(client.sql(
                                "SELECT name, lock_version, sequence, position, positions::text, inserted_at, updated_at FROM weft.workflow")
                        .query()
                        .listOfRows())
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("name", "second save")
                        .containsEntry("lock_version", 2)
                        .containsEntry("sequence", 3L)
                        .containsEntry("position", 4L)
                        .containsEntry("inserted_at", Timestamp.from(SampleWorkflow.START)));
        assertThat(countsOf("job", "trigger", "edge", "workflow_version")).containsExactly(1, 1, 1, 2);
        assertThat(client.sql(
                                "SELECT lock_version, content ->> 'name' AS name, principal, made_by FROM weft.workflow_version ORDER BY 1")
                        .query()
                        .listOfRows())
                .containsExactly(
                        Map.of(
                                "lock_version",
                                1,
                                "name",
                                "first save",
                                "principal",
                                "ada",
                                "made_by",
                                "workflow-saved"),
                        Map.of(
                                "lock_version",
                                2,
                                "name",
                                "second save",
                                "principal",
                                "ada",
                                "made_by",
                                "workflow-saved"));
        assertThat(check().check(workflow.id)).isEmpty();
    }

    @Test
    void deletedWorkflowsAreAsleepAndPurgedOnesLeaveNoRows() throws InterruptedException {
        var deleted = new SampleWorkflow(PROJECT, "deleted");
        deleted.save("saved");
        deleted.delete();
        var purged = new SampleWorkflow(PROJECT, "purged");
        purged.save("saved");
        purged.delete();
        purged.purge();
        var restored = new SampleWorkflow(PROJECT, "restored");
        restored.save("saved");
        restored.delete();
        restored.restore();
        List<SampleWorkflow> all = List.of(deleted, purged, restored);
        all.forEach(workflow -> workflow.events().forEach(event -> append(workflow, event)));

        try (var _ = start()) {
            awaitTheEnd();
        }

        assertThat(client.sql("SELECT workflow.id, name, deleted_at IS NULL AS is_there, custom_path"
                                + " FROM weft.workflow JOIN weft.trigger ON workflow_id = workflow.id AND enabled = (deleted_at IS NULL)"
                                + " ORDER BY is_there")
                        .query((row, _) -> row.getObject(1) + " " + row.getString(2) + " " + row.getString(4))
                        .list())
                .containsExactly(deleted.id + " gone_del null", restored.id + " back again path");
        assertThat(countsOf("workflow_version", "activity")).containsExactly(3, 11);
        assertThat(all)
                .allSatisfy(workflow -> assertThat(check().check(workflow.id)).isEmpty());
    }

    @Test
    void activityIsCountedMinuteByMinute() throws InterruptedException {
        var workflow = new SampleWorkflow(PROJECT, "name");
        for (int i = 1; i < 90; i++) {
            workflow.rename("name " + i);
        }
        workflow.events().forEach(event -> append(workflow, event));

        try (var _ = start()) {
            awaitTheEnd();
        }

        assertThat(client.sql(
                                "SELECT type, count, first_sequence, last_sequence, principal, session, tool FROM weft.activity ORDER BY first_sequence")
                        .query((row, _) -> row.getString(1) + " " + row.getLong(2) + " from " + row.getLong(3) + " to "
                                + row.getLong(4) + " by " + row.getString(5) + ", " + row.getString(6) + ", "
                                + row.getString(7))
                        .list())
                .containsExactly(
                        "workflow-created 1 from 0 to 0 by ada, , ",
                        "updates-appended 59 from 1 to 59 by ada, session-1, page",
                        "updates-appended 30 from 60 to 89 by ada, session-1, page");
        assertThat(check().check(workflow.id)).isEmpty();
    }

    @Test
    void aRowChangedByHandIsNamed() throws InterruptedException {
        var workflow = new SampleWorkflow(PROJECT, "name");
        workflow.save("saved");
        workflow.events().forEach(event -> append(workflow, event));
        try (var _ = start()) {
            awaitTheEnd();
        }

        client.sql("UPDATE weft.job SET body = 'stolen()'").update();
        assertThat(check().check(workflow.id))
                .get()
                .asString()
                .startsWith("read model workflow: table job, row workflow_id " + workflow.id + ", id ")
                .endsWith(", column body is 'stolen()', the log gives 'fn(state => state);'");
        client.sql("DELETE FROM weft.job").update();
        assertThat(check().check(workflow.id)).get().asString().endsWith("is nothing, the log gives 'a row'");
        client.sql("TRUNCATE weft.read_model_progress").update();
        assertThat(check().check(workflow.id))
                .get()
                .asString()
                .isEqualTo("read model workflow: workflow " + workflow.id
                        + " is 'as after event -1', the log gives 'event 1, too'");
        assertThat(check().findStranger()).isEmpty();
        client.sql("UPDATE weft.draft SET workflow_id = gen_random_uuid()").update();
        assertThat(check().findStranger()).get().asString().startsWith("read model draft: table draft, workflow ");
    }

    /** Its first edit can't be read any more, so that whoever begins with the first event would fail. */
    @Test
    void aDraftIsTakenUpFromItsCheckpoint(WeftDatabase database) throws InterruptedException {
        var workflow = new SampleWorkflow(PROJECT, "name");
        for (int i = 1; i < 20; i++) {
            workflow.rename("name " + i);
        }
        workflow.events().forEach(event -> append(workflow, event));
        try (var _ = start()) {
            awaitTheEnd();
        }
        PostgresCheckpoints checkpoints = new PostgresCheckpoints(database.dataSource());
        checkpoints.store(
                workflow.id, checkpoints.fold(workflow.id, storage.eventLog()).orElseThrow());
        client.sql("UPDATE weft.event SET payload = '' WHERE sequence = 1").update();

        append(workflow, workflow.edit("workflow", "comment", "after the checkpoint"));
        try (var _ = start()) {
            awaitTheEnd();
        }

        assertThat(content(workflow.id)).contains("name 19", "after the checkpoint");
        assertThat(listing.find(workflow.id).orElseThrow().editCount()).isEqualTo(20);
        assertThat(client.sql("SELECT count(*) FROM weft.dead_letter")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void workflowsThatHaveNoEventsYetAreNotAmiss() {
        assertThat(check().check(new WorkflowId(UUID.randomUUID()))).isEmpty();
    }

    private ReadModelCheck check() {
        return new ReadModelCheck(models, storage);
    }

    private List<Integer> countsOf(String... tables) {
        return Stream.of(tables)
                .map(table -> client.sql("SELECT count(*) FROM weft." + table)
                        .query(Integer.class)
                        .single())
                .toList();
    }

    private List<SampleWorkflow> someEditedWorkflows() throws InterruptedException {
        List<SampleWorkflow> workflows = new ArrayList<>();
        try (var _ = start()) {
            for (int i = 0; i < 5; i++) {
                var workflow = new SampleWorkflow(PROJECT, "workflow " + i);
                append(workflow, workflow.event(0));
                workflows.add(workflow);
            }
            for (int i = 0; i < 40; i++) {
                SampleWorkflow workflow = workflows.get(i % workflows.size());
                append(workflow, workflow.edit("positions", "node " + i, i));
            }
            workflows.forEach(
                    workflow -> awaitSequence(workflow, workflow.events().size() - 1));
            awaitTheEnd();
        }
        return workflows;
    }

    private ReadModelProjection start() {
        return ReadModelProjection.start(models, storage, Duration.ZERO, position);
    }

    private void append(SampleWorkflow workflow, RecordedEvent event) {
        storage.engine().appendEvents(workflow.message(event));
    }

    private void awaitSequence(SampleWorkflow workflow, long sequence) {
        await().atMost(PATIENCE)
                .until(() -> listing.find(workflow.id)
                        .filter(found -> found.sequence() == sequence)
                        .isPresent());
    }

    private void awaitTheEnd() throws InterruptedException {
        assertThat(position.await(storage.lastPosition(), PATIENCE)).isTrue();
    }

    private List<Map<String, Object>> rows() {
        return client.sql(
                        "SELECT workflow_id, project_id, name, content::text, sequence, edit_count, created_at, updated_at"
                                + " FROM weft.draft ORDER BY workflow_id")
                .query()
                .listOfRows();
    }

    private String content(WorkflowId workflowId) {
        return client.sql("SELECT content::text FROM weft.draft WHERE workflow_id = ?")
                .param(workflowId.value())
                .query((row, _) -> Optional.ofNullable(row.getString(1)))
                .single()
                .orElse(null);
    }
}
