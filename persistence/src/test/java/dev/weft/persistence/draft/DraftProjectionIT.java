package dev.weft.persistence.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.database.FreshDatabase;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.persistence.draft.WorkflowListing.Page;
import dev.weft.persistence.events.EventLogStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(FreshDatabase.class)
class DraftProjectionIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ProjectId PROJECT = new ProjectId(UUID.fromString("00000000-0000-4000-8000-000000000001"));

    private EventLogStorage storage;
    private EventStore eventStore;
    private JdbcClient client;
    private WorkflowListing listing;

    @BeforeEach
    void open(WeftDatabase database) {
        storage = new EventLogStorage(database);
        eventStore = storage.eventStore();
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
    void replayFromTheBeginningGivesWhatWasThere() {
        List<SampleWorkflow> workflows = someEditedWorkflows();
        List<Map<String, Object>> live = rows();
        client.sql("TRUNCATE weft.draft, weft.token").update();

        try (var _ = start()) {
            workflows.forEach(
                    workflow -> awaitSequence(workflow, workflow.events().size() - 1));
        }

        assertThat(rows()).isEqualTo(live);
    }

    @Test
    void eventsHandledTwiceChangeNothing() {
        List<SampleWorkflow> workflows = someEditedWorkflows();
        List<Map<String, Object>> once = rows();
        client.sql("TRUNCATE weft.token").update();

        var proof = new SampleWorkflow(PROJECT, "read after all the others");
        append(proof, proof.event(0));
        try (var _ = start()) {
            awaitBothSegmentsAtTheEnd();
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

    private List<SampleWorkflow> someEditedWorkflows() {
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
            awaitBothSegmentsAtTheEnd();
        }
        return workflows;
    }

    private DraftProjection start() {
        return DraftProjection.start(eventStore, storage.transactions());
    }

    private void append(SampleWorkflow workflow, RecordedEvent event) {
        storage.engine()
                .appendEvents(new GenericDomainEventMessage<>(
                        "Workflow",
                        workflow.id.toString(),
                        event.sequence(),
                        event.event(),
                        Map.of(),
                        UUID.randomUUID().toString(),
                        event.time()));
    }

    private void awaitSequence(SampleWorkflow workflow, long sequence) {
        await().atMost(PATIENCE)
                .until(() -> listing.find(workflow.id)
                        .filter(found -> found.sequence() == sequence)
                        .isPresent());
    }

    private void awaitBothSegmentsAtTheEnd() {
        long end = client.sql("SELECT max(position) FROM weft.event")
                .query(Long.class)
                .single();
        await().atMost(PATIENCE)
                .until(() -> client.sql("SELECT count(*) FROM weft.token WHERE processor = 'drafts'"
                                        + " AND (token::jsonb ->> 'globalIndex')::bigint = ?")
                                .param(end)
                                .query(Integer.class)
                                .single()
                        == 2);
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
