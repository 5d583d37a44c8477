package dev.weft.persistence.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.persistence.checkpoint.PostgresCheckpoints;
import dev.weft.persistence.database.FreshDatabase;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.persistence.events.EventLogStorage;
import dev.weft.persistence.readmodel.Rebuild.Outcome;
import dev.weft.persistence.table.ReadModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(FreshDatabase.class)
class RebuildIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ProjectId PROJECT = new ProjectId(UUID.fromString("00000000-0000-4000-8000-000000000001"));
    private static final int SMALL_BATCH = 20;

    private WeftDatabase database;
    private EventLogStorage storage;
    private JdbcClient client;
    private ReadModels models;
    private ReadModelPosition position;

    @BeforeEach
    void open(WeftDatabase fresh) {
        database = fresh;
        storage = new EventLogStorage(database);
        client = JdbcClient.create(database.dataSource());
        models = new ReadModels(storage.events(), new PostgresCheckpoints(database.dataSource()));
        position = new ReadModelPosition(database.dataSource());
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void rebuiltTablesEqualTheLiveOnes() throws InterruptedException {
        List<SampleWorkflow> workflows = appendSome();
        try (var _ = start()) {
            awaitTheEnd();
            for (ReadModel model : models.all()) {
                Outcome outcome = rebuild(model, SMALL_BATCH).run(_ -> {});

                assertThat(outcome.differences()).isEqualTo(Map.of(model.name(), new Differences(0, null)));
                assertThat(outcome.position()).isEqualTo(storage.lastPosition());
                assertThat(outcome.events()).isEqualTo(storage.lastPosition());
            }
        }
        assertThat(workflows)
                .allSatisfy(workflow -> assertThat(check().check(workflow.id)).isEmpty());
    }

    @Test
    void whatWasDifferentIsNamedAndRight() throws InterruptedException {
        List<SampleWorkflow> workflows = appendSome();
        try (var _ = start()) {
            awaitTheEnd();
        }
        client.sql("UPDATE weft.job SET body = 'stolen()'").update();
        client.sql("DELETE FROM weft.edge").update();
        client.sql("INSERT INTO weft.trigger SELECT gen_random_uuid(), id, 0, 'cron', true FROM weft.trigger")
                .update();
        int jobs = count("job");

        Outcome outcome = rebuild("workflow", SMALL_BATCH).run(_ -> {});

        Differences differences = outcome.differences().get("workflow");
        assertThat(differences.rows()).isEqualTo(jobs + count("edge") + count("trigger"));
        assertThat(differences.first()).asString().contains("column body is 'stolen()'");
        assertThat(workflows)
                .allSatisfy(workflow -> assertThat(check().check(workflow.id)).isEmpty());
        assertThat(check().findStranger()).isEmpty();
    }

    @Test
    void interruptedOneGoesOnWhereItStopped() throws InterruptedException {
        appendSome();
        try (var _ = start()) {
            awaitTheEnd();
        }
        AtomicInteger batches = new AtomicInteger();
        assertThatThrownBy(() -> rebuild("draft", SMALL_BATCH).run(_ -> {
                    if (batches.incrementAndGet() == 2) {
                        throw new IllegalStateException("power cut");
                    }
                }))
                .hasMessage("power cut");

        Outcome outcome = rebuild("draft", SMALL_BATCH).run(_ -> {});

        assertThat(outcome.resumedAt()).isEqualTo(2 * SMALL_BATCH);
        assertThat(outcome.events()).isEqualTo(storage.lastPosition() - 2 * SMALL_BATCH);
        assertThat(outcome.differences()).isEqualTo(Map.of("draft", new Differences(0, null)));
        assertThat(rebuild("draft", SMALL_BATCH).run(_ -> {}).resumedAt()).isZero();
    }

    @Test
    void onlyOneRebuildsAModelAtATime() {
        appendSome();
        rebuild("activity", SMALL_BATCH)
                .run(_ -> assertThatThrownBy(
                                () -> rebuild("activity", SMALL_BATCH).run(_ -> {}))
                        .isInstanceOf(AlreadyRebuildingException.class)
                        .hasMessage("read model activity is being rebuilt already"));
    }

    @Test
    void eventsThatCannotBeReadAnyMoreChangeNothing() throws InterruptedException {
        List<SampleWorkflow> workflows = appendSome();
        try (var _ = start()) {
            awaitTheEnd();
        }
        client.sql("UPDATE weft.event SET payload = ''::bytea WHERE position = 15")
                .update();

        assertThatThrownBy(() -> rebuild("draft", SMALL_BATCH).run(_ -> {}))
                .isInstanceOf(RebuildRefusedException.class)
                .hasMessageStartingWith("read model draft: event 4 of workflow " + workflows.get(1).id)
                .hasMessageEndingWith("; the live tables have it, and stay as they are");

        assertThat(count("draft")).isEqualTo(workflows.size());
        assertThat(count("dead_letter")).isZero();
        assertThat(client.sql("SELECT min(sequence) FROM weft.draft")
                        .query(Integer.class)
                        .single())
                .isEqualTo(9);
    }

    /** Readers see no gap, no error, and no older position; the copy is interrupted once, and equals the live tables in the end. */
    @Test
    void peopleReadAndEditMeanwhile() throws Exception {
        List<SampleWorkflow> workflows = appendSome();
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger reads = new AtomicInteger();
        try (var _ = start()) {
            awaitTheEnd();
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
                for (int i = 0; !over.get(); i++) {
                    SampleWorkflow workflow = workflows.get(i % workflows.size());
                    append(workflow, i % 7 == 0 ? workflow.save("save " + i) : workflow.rename("name " + i));
                }
            });
            CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> readUntil(over, workflows.size(), reads));
            for (ReadModel model : models.all()) {
                AtomicInteger batches = new AtomicInteger();
                assertThatThrownBy(() -> rebuild(model, SMALL_BATCH).run(_ -> {
                            if (batches.incrementAndGet() == 2) {
                                throw new IllegalStateException("power cut");
                            }
                        }))
                        .hasMessage("power cut");
                Outcome outcome = rebuild(model, 200).run(_ -> {});
                assertThat(outcome.resumedAt()).isPositive();
                assertThat(outcome.differences()).isEqualTo(Map.of(model.name(), new Differences(0, null)));
            }
            over.set(true);
            writer.get();
            reader.get();
            awaitTheEnd();
        }

        assertThat(reads.get()).isPositive();
        assertThat(workflows)
                .allSatisfy(workflow -> assertThat(check().check(workflow.id)).isEmpty());
    }

    private void readUntil(AtomicBoolean over, int workflows, AtomicInteger reads) {
        long draftsBefore = 0;
        long savedBefore = 0;
        while (!over.get()) {
            long drafts = sum("draft", "sequence", workflows);
            long saved = sum("workflow", "sequence", workflows);
            assertThat(drafts).isGreaterThanOrEqualTo(draftsBefore);
            assertThat(saved).isGreaterThanOrEqualTo(savedBefore);
            draftsBefore = drafts;
            savedBefore = saved;
            reads.incrementAndGet();
        }
    }

    private long sum(String table, String column, int rows) {
        return client.sql("SELECT sum(" + column + "), count(*) FROM weft." + table)
                .query((row, _) -> {
                    assertThat(row.getInt(2)).as("rows of %s", table).isEqualTo(rows);
                    return row.getLong(1);
                })
                .single();
    }

    /** Ten workflows, and ten events of each. */
    private List<SampleWorkflow> appendSome() {
        List<SampleWorkflow> workflows = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            SampleWorkflow workflow = new SampleWorkflow(PROJECT, "workflow " + i);
            workflow.save("first save");
            for (int edit = 0; edit < 8; edit++) {
                workflow.edit("positions", "node " + edit, edit);
            }
            workflow.events().forEach(event -> append(workflow, event));
            workflows.add(workflow);
        }
        return workflows;
    }

    private void append(SampleWorkflow workflow, RecordedEvent event) {
        storage.engine().appendEvents(workflow.message(event));
    }

    private ReadModelProjection start() {
        return ReadModelProjection.start(models, storage, Duration.ZERO, position);
    }

    private void awaitTheEnd() throws InterruptedException {
        assertThat(position.await(storage.lastPosition(), PATIENCE)).isTrue();
    }

    private Rebuild rebuild(String name, int batchSize) {
        return rebuild(models.named(name).orElseThrow(), batchSize);
    }

    private Rebuild rebuild(ReadModel model, int batchSize) {
        return new Rebuild(List.of(model), database, storage, batchSize);
    }

    private ReadModelCheck check() {
        return new ReadModelCheck(models, storage);
    }

    private int count(String table) {
        return client.sql("SELECT count(*) FROM weft." + table)
                .query(Integer.class)
                .single();
    }
}
