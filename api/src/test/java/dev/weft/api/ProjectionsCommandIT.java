package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.checkpoint.PostgresCheckpoints;
import dev.weft.persistence.database.DatabaseSettings;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.persistence.events.EventLogStorage;
import dev.weft.persistence.readmodel.ReadModelPosition;
import dev.weft.persistence.readmodel.ReadModelProjection;
import dev.weft.persistence.readmodel.ReadModels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code weft projections} on a database that something else has open and keeps the read models of. */
class ProjectionsCommandIT {

    @TempDir
    private Path data;

    @Test
    void readModelsAreListedAndRebuiltWhileTheyAreInUse() throws InterruptedException {
        try (WeftDatabase database = WeftDatabase.open(DatabaseSettings.embedded(data));
                EventLogStorage log = new EventLogStorage(database)) {
            ReadModels models = new ReadModels(log.events(), new PostgresCheckpoints(database.dataSource()));
            ReadModelPosition position = new ReadModelPosition(database.dataSource());
            try (var _ = ReadModelProjection.start(models, log, Duration.ZERO, position)) {
                for (int i = 0; i < 3; i++) {
                    log.engine().appendEvents(created());
                }
                assertThat(position.await(3, Duration.ofSeconds(30))).isTrue();

                CommandRun list = CommandRun.here("projections", "list", "--data", data.toString());
                assertThat(list.exitCode()).as(list.output()).isZero();
                assertThat(list.output().lines())
                        .map(line -> line.strip().replaceAll(" +", " "))
                        .containsExactly(
                                "NAME POSITION LAG PARKED",
                                "workflow 3 0 0",
                                "workflow_version 3 0 0",
                                "draft 3 0 0",
                                "activity 3 0 0");

                JdbcClient.create(database.dataSource())
                        .sql("UPDATE weft.draft SET name = 'changed by hand'")
                        .update();
                CommandRun rebuilt = CommandRun.here("projections", "rebuild", "draft", "--data", data.toString());
                assertThat(rebuilt.exitCode()).as(rebuilt.output()).isZero();
                assertThat(rebuilt.output())
                        .startsWith("rebuilt from 3 events, at position 3")
                        .contains("draft: 3 rows were different, for instance")
                        .contains("column name is 'changed by hand', the log gives 'Nightly import'");

                assertThat(CommandRun.here("projections", "rebuild", "all", "--data", data.toString())
                                .output())
                        .contains("draft: the live tables were the same, row by row")
                        .contains("activity: the live tables were the same, row by row");

                CommandRun unknown = CommandRun.here("projections", "rebuild", "nonsense", "--data", data.toString());
                assertThat(unknown.exitCode()).isEqualTo(2);
                assertThat(unknown.output())
                        .contains(
                                "NAME is 'nonsense', expected one of workflow, workflow_version, draft, activity, or all");
            }
        }
    }

    private static GenericDomainEventMessage<WorkflowCreated> created() {
        WorkflowId id = new WorkflowId(UUID.randomUUID());
        return new GenericDomainEventMessage<>(
                "Workflow",
                id.toString(),
                0,
                new WorkflowCreated(
                        id, new ProjectId(UUID.randomUUID()), "Nightly import", new UpdateBytes(new byte[] {0, 0}), 0));
    }
}
