package dev.weft.persistence.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.workflow.ProjectId;
import dev.weft.persistence.checkpoint.PostgresCheckpoints;
import dev.weft.persistence.database.FreshDatabase;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.persistence.events.EventLogStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs the queries of {@code docs/read-models.md}. */
@ExtendWith(FreshDatabase.class)
class ReadModelsPageIT {

    private static final ProjectId PROJECT = new ProjectId(UUID.fromString("00000000-0000-4000-8000-000000000001"));
    private static final Pattern QUERY = Pattern.compile("```sql\n(?<sql>.*?)```", Pattern.DOTALL);
    private static final String WORKFLOW = "5b1c7a52-6c86-4a0e-9c0f-3d6f0f3f2a11";

    @Test
    void theFiveQuestionsAreAnswered(WeftDatabase database) throws IOException, InterruptedException {
        SampleWorkflow saved = new SampleWorkflow(PROJECT, "saved");
        saved.edit("workflow", "comment", "typed");
        saved.save("saved");
        saved.save("saved again");
        SampleWorkflow unsaved = new SampleWorkflow(PROJECT, "unsaved");
        unsaved.addJob("Fetch", "fn(state => state);");
        try (EventLogStorage storage = new EventLogStorage(database)) {
            ReadModels models = new ReadModels(storage.events(), new PostgresCheckpoints(database.dataSource()));
            ReadModelPosition position = new ReadModelPosition(database.dataSource());
            List.of(saved, unsaved)
                    .forEach(workflow -> storage.engine()
                            .appendEvents(workflow.events().stream()
                                    .map(workflow::message)
                                    .toList()));
            try (var _ = ReadModelProjection.start(models, storage, Duration.ZERO, position)) {
                assertThat(position.await(storage.lastPosition(), Duration.ofSeconds(30)))
                        .isTrue();
            }
        }

        JdbcClient client = JdbcClient.create(database.dataSource());
        List<List<Map<String, Object>>> answers = QUERY.matcher(Files.readString(Path.of("../docs/read-models.md")))
                .results()
                .map(query -> query.group("sql").replace(WORKFLOW, saved.id.toString()))
                .map(sql -> client.sql(sql).query().listOfRows())
                .toList();

        assertThat(answers).hasSize(5);
        assertThat(answers.get(0))
                .singleElement()
                .satisfies(
                        row -> assertThat(row).containsEntry("name", "unsaved").containsEntry("lock_version", 0));
        assertThat(answers.get(1))
                .singleElement()
                .satisfies(row ->
                        assertThat(row).containsEntry("workflow", "saved again").containsEntry("job", "Fetch"));
        assertThat(answers.get(2)).containsExactly(Map.of("workflow", "unsaved", "job", "Fetch"));
        assertThat(answers.get(3))
                .singleElement()
                .satisfies(
                        row -> assertThat(row).containsEntry("principal", "ada").containsEntry("tool", "page"));
        assertThat(answers.get(4))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row).containsEntry("body", "fn(state => state);"));
    }
}
