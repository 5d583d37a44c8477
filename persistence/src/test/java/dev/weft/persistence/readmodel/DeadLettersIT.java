package dev.weft.persistence.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.workflow.ProjectId;
import dev.weft.persistence.checkpoint.PostgresCheckpoints;
import dev.weft.persistence.database.FreshDatabase;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.persistence.events.EventLogStorage;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(FreshDatabase.class)
class DeadLettersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ProjectId PROJECT = new ProjectId(UUID.fromString("00000000-0000-4000-8000-000000000001"));

    private EventLogStorage storage;
    private JdbcClient client;
    private ReadModels models;
    private ReadModelPosition position;
    private DeadLetters deadLetters;
    private final SampleWorkflow sick = new SampleWorkflow(PROJECT, "sick");
    private final SampleWorkflow healthy = new SampleWorkflow(PROJECT, "healthy");

    @BeforeEach
    void open(WeftDatabase database) {
        storage = new EventLogStorage(database);
        client = JdbcClient.create(database.dataSource());
        models = new ReadModels(storage.events(), new PostgresCheckpoints(database.dataSource()));
        position = new ReadModelPosition(database.dataSource());
        deadLetters = new DeadLetters(models, storage);
        sick.save("first");
        sick.save("poison");
        sick.save("third");
        sick.rename("last name");
        healthy.save("first");
        healthy.save("second");
        append(healthy, 0, 3);
    }

    /** In several batches: within one, a row is written once, as its last event leaves it. */
    private void projectAll() throws InterruptedException {
        append(sick, 0, 3);
        project();
        append(sick, 3, 5);
        project();
    }

    private void append(SampleWorkflow workflow, int from, int to) {
        storage.engine()
                .appendEvents(workflow.events().subList(from, to).stream()
                        .map(workflow::message)
                        .toList());
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void anEventThatTheDatabaseRefusesParksItsWorkflowInThatReadModelOnly() throws InterruptedException {
        refusePoison();
        projectAll();

        assertThat(deadLetters.of(PROJECT)).singleElement().satisfies(letter -> {
            assertThat(letter.model()).isEqualTo("workflow");
            assertThat(letter.workflowId()).isEqualTo(sick.id);
            assertThat(letter.sequence()).isEqualTo(2);
            assertThat(letter.position()).isEqualTo(6);
            assertThat(letter.waiting()).isEqualTo(3);
            assertThat(letter.error()).contains("no_poison");
            assertThat(letter.tries()).isEqualTo(1);
        });
        assertThat(deadLetters.of(new ProjectId(UUID.randomUUID()))).isEmpty();
        assertThat(savedNames()).containsExactly("first", "second");
        assertThat(client.sql("SELECT count(*) FROM weft.workflow_version")
                        .query(Integer.class)
                        .single())
                .isEqualTo(5);
        assertThat(new ReadModelCheck(models, storage).check(sick.id)).isEmpty();
    }

    @Test
    void whatWaitsIsTakenInOrderWhenARetrySucceeds() throws InterruptedException {
        refusePoisonedVersions();
        projectAll();

        assertThat(deadLetters.retry(PROJECT, sick.id, "workflow_version")).isTrue();
        assertThat(deadLetters.find(PROJECT, sick.id, "workflow_version"))
                .hasValueSatisfying(letter -> assertThat(letter.tries()).isEqualTo(2));
        assertThat(versions()).containsExactly(1);

        client.sql("ALTER TABLE weft.workflow_version DROP CONSTRAINT no_poison")
                .update();
        assertThat(deadLetters.retry(new ProjectId(UUID.randomUUID()), sick.id, "workflow_version"))
                .isFalse();
        assertThat(deadLetters.retry(PROJECT, sick.id, "workflow_version")).isTrue();

        assertThat(deadLetters.of(PROJECT)).isEmpty();
        assertThat(versions()).containsExactly(1, 2, 3);
        assertThat(new ReadModelCheck(models, storage).check(sick.id)).isEmpty();
        assertThat(deadLetters.retry(PROJECT, sick.id, "workflow_version")).isFalse();
    }

    @Test
    void aDroppedEventIsLeftOutUntilARebuild() throws InterruptedException {
        refusePoisonedVersions();
        projectAll();

        assertThat(deadLetters.drop(PROJECT, sick.id, "workflow_version", "ada"))
                .isTrue();

        assertThat(deadLetters.of(PROJECT)).isEmpty();
        assertThat(versions()).containsExactly(1, 3);
        assertThat(client.sql("SELECT sequence || ' by ' || principal FROM weft.dropped_event")
                        .query(String.class)
                        .list())
                .containsExactly("2 by ada");
        assertThat(new ReadModelCheck(models, storage).check(sick.id))
                .get()
                .asString()
                .startsWith("read model workflow_version: table workflow_version, row workflow_id " + sick.id
                        + ", lock_version 2 is nothing");
    }

    @Test
    void anEventThatCannotBeDecodedParksItsWorkflowInAll() throws InterruptedException {
        append(sick, 0, 3);
        byte[] payload = client.sql("SELECT payload FROM weft.event WHERE position = 6")
                .query(byte[].class)
                .single();
        client.sql("UPDATE weft.event SET payload = '\\x00' WHERE position = 6").update();
        project();
        append(sick, 3, 5);
        project();

        assertThat(deadLetters.of(PROJECT))
                .extracting(DeadLetter::model)
                .containsExactly("activity", "draft", "workflow", "workflow_version");
        assertThat(client.sql("SELECT sequence FROM weft.draft ORDER BY sequence")
                        .query(Integer.class)
                        .list())
                .containsExactly(1, 2);

        client.sql("UPDATE weft.event SET payload = ? WHERE position = 6")
                .param(payload)
                .update();
        models.names().forEach(model -> deadLetters.retry(PROJECT, sick.id, model));

        assertThat(deadLetters.of(PROJECT)).isEmpty();
        assertThat(new ReadModelCheck(models, storage).check(sick.id)).isEmpty();
    }

    @Test
    void laterEventsOfAParkedWorkflowWaitBehindIt() throws InterruptedException {
        refusePoison();
        projectAll();
        storage.engine().appendEvents(sick.message(sick.save("fourth")));
        project();

        assertThat(savedNames()).containsExactly("first", "second");
        assertThat(deadLetters.find(PROJECT, sick.id, "workflow"))
                .hasValueSatisfying(letter -> assertThat(letter.waiting()).isEqualTo(4));
    }

    private void refusePoison() {
        client.sql("ALTER TABLE weft.workflow ADD CONSTRAINT no_poison CHECK (name <> 'poison')")
                .update();
    }

    private void refusePoisonedVersions() {
        client.sql("ALTER TABLE weft.workflow_version ADD CONSTRAINT no_poison CHECK (content ->> 'name' <> 'poison')")
                .update();
    }

    private List<Integer> versions() {
        return client.sql("SELECT lock_version FROM weft.workflow_version WHERE workflow_id = ? ORDER BY 1")
                .param(sick.id.value())
                .query(Integer.class)
                .list();
    }

    private List<String> savedNames() {
        return client.sql("SELECT name FROM weft.workflow ORDER BY name")
                .query(String.class)
                .list();
    }

    private void project() throws InterruptedException {
        try (var _ = ReadModelProjection.start(models, storage, Duration.ZERO, position)) {
            assertThat(position.await(storage.lastPosition(), PATIENCE)).isTrue();
        }
    }
}
