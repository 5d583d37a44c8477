package dev.weft.persistence.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.checkpoint.PostgresCheckpoints;
import dev.weft.persistence.database.FreshDatabase;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.persistence.events.EventLogStorage;
import dev.weft.persistence.events.LoggedEvent;
import dev.weft.persistence.table.ReadModel;
import dev.weft.testkit.Seeds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.axonframework.common.transaction.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Random lives of workflows, read in random batches, from the beginning again, from anywhere behind, by one that knows them and one that doesn't, and rebuilt.
 * No row is ever inserted twice, none comes back after a purge, and all are what the log gives.
 */
@ExtendWith(FreshDatabase.class)
class ReadModelsSimulationIT {

    private static final ProjectId PROJECT = new ProjectId(UUID.fromString("00000000-0000-4000-8000-000000000001"));
    private static final int LIVES_IN_A_ROUND = 50;

    private WeftDatabase database;
    private EventLogStorage storage;
    private JdbcClient client;
    private ReadModels models;
    private List<StoredModel> stored;

    @BeforeEach
    void open(WeftDatabase fresh) {
        database = fresh;
        storage = new EventLogStorage(database);
        client = JdbcClient.create(storage.transactions().dataSource());
        models = new ReadModels(storage.events(), new PostgresCheckpoints(database.dataSource()));
        forgetAll();
    }

    @AfterEach
    void close() {
        storage.close();
    }

    /** What another process would know: nothing but the tables. */
    private void forgetAll() {
        DataSource dataSource = storage.transactions().dataSource();
        stored = models.all().stream()
                .map(model -> new StoredModel(
                        model, dataSource, ReadModels.LIVE, storage.events(), new FoldCache(1 << 20, 30)))
                .toList();
    }

    @Test
    void aThousandOrdersOfLifeLeaveTheRowsThatTheLogGives() {
        for (long seed : Seeds.of("ReadModelsSimulationIT", 1_000 / LIVES_IN_A_ROUND)) {
            Random random = new Random(seed);
            List<SampleWorkflow> lives = randomLives(random);
            readInAnyOrder(random);
            SampleWorkflow any = lives.get(random.nextInt(lives.size()));
            assertThat(check().check(any.id)).as("seed %d", seed).isEmpty();
        }
        assertThat(new Rebuild(models.all(), database, storage)
                        .run(_ -> {})
                        .differences()
                        .values())
                .containsOnly(new Differences(0, null));
    }

    /** Appends the events of several lives, all at once. */
    private List<SampleWorkflow> randomLives(Random random) {
        List<SampleWorkflow> lives = new ArrayList<>();
        for (int i = 0; i < LIVES_IN_A_ROUND; i++) {
            lives.add(randomLife(random));
        }
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (SampleWorkflow life : lives) {
                int cut = random.nextInt(life.events().size());
                callers.submit(() -> {
                    append(life, life.events().subList(0, cut));
                    append(life, life.events().subList(cut, life.events().size()));
                });
            }
        }
        return lives;
    }

    private void append(SampleWorkflow life, List<RecordedEvent> events) {
        storage.engine().appendEvents(events.stream().map(life::message).toList());
    }

    private static SampleWorkflow randomLife(Random random) {
        SampleWorkflow workflow = new SampleWorkflow(PROJECT, "name " + random.nextInt(10));
        boolean isDeleted = false;
        for (int i = random.nextInt(12); i > 0; i--) {
            int what = random.nextInt(10);
            if (isDeleted && what < 3) {
                workflow.purge();
                break;
            } else if (isDeleted) {
                workflow.restore();
                isDeleted = false;
            } else if (what < 4) {
                workflow.save("save " + i);
            } else if (what < 6) {
                workflow.rejoin();
            } else if (what < 8) {
                workflow.rename("name " + i);
            } else {
                workflow.delete();
                isDeleted = true;
            }
        }
        return workflow;
    }

    /** Reads to the end in batches, now and then from further back. */
    private void readInAnyOrder(Random random) {
        long end = storage.lastPosition();
        long position = client.sql("SELECT coalesce(min(position), 0) FROM weft.read_model_progress")
                                .query(Long.class)
                                .single()
                        > 0
                ? end - random.nextLong(Math.min(end, 400))
                : 0;
        while (position < end) {
            List<LoggedEvent> batch = storage.events().behind(position, 1 + random.nextInt(60));
            take(batch);
            position = batch.getLast().position();
            if (random.nextInt(8) == 0) {
                position = Math.max(0, position - random.nextInt(80));
            }
            if (random.nextInt(8) == 0) {
                forgetAll();
            }
            if (random.nextInt(40) == 0) {
                ReadModel any = models.all().get(random.nextInt(models.all().size()));
                new Rebuild(List.of(any), database, storage).run(_ -> {});
            }
            assertThat(rowsOfPurgedWorkflows()).isZero();
        }
    }

    private void take(List<LoggedEvent> batch) {
        Map<WorkflowId, List<LoggedEvent>> byWorkflow = new LinkedHashMap<>();
        batch.forEach(event -> byWorkflow
                .computeIfAbsent(event.workflowId(), _ -> new ArrayList<>())
                .add(event));
        Transaction transaction = storage.transactions().startTransaction();
        client.sql("SET LOCAL synchronous_commit = off").update();
        List<Runnable> committed =
                stored.stream().map(model -> model.take(byWorkflow)).toList();
        transaction.commit();
        committed.forEach(Runnable::run);
    }

    /** Of those whose purge the read model has taken. */
    private int rowsOfPurgedWorkflows() {
        return client.sql("""
                        WITH purged AS (
                            SELECT model, workflow_id FROM weft.read_model_progress AS progress
                            JOIN weft.stream ON stream.id = workflow_id
                            JOIN weft.event ON event.stream = stream.key AND event.sequence <= progress.sequence
                            JOIN weft.event_type ON event_type.number = event.type AND event_type.name = 'workflow-purged')
                        SELECT count(*) FROM purged JOIN (
                            SELECT 'workflow' AS model, id AS workflow_id FROM weft.workflow
                            UNION ALL SELECT 'workflow', workflow_id FROM weft.job
                            UNION ALL SELECT 'workflow', workflow_id FROM weft.trigger
                            UNION ALL SELECT 'workflow', workflow_id FROM weft.edge
                            UNION ALL SELECT 'workflow_version', workflow_id FROM weft.workflow_version
                            UNION ALL SELECT 'draft', workflow_id FROM weft.draft WHERE content <> '{}') AS stored
                            USING (model, workflow_id)""").query(Integer.class).single();
    }

    private ReadModelCheck check() {
        return new ReadModelCheck(models, storage);
    }
}
