package dev.weft.engine.content.document;

import static dev.weft.engine.content.Section.EDGES;
import static dev.weft.engine.content.Section.JOBS;
import static dev.weft.engine.content.WorkflowContentBuilder.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.crdt.Doc;
import dev.weft.crdt.YArray;
import dev.weft.crdt.YMap;
import dev.weft.crdt.YText;
import dev.weft.engine.content.DraftBuilder;
import dev.weft.engine.content.Field;
import dev.weft.engine.content.RandomContent;
import dev.weft.engine.content.WorkflowContent;
import dev.weft.engine.content.WorkflowContentBuilder;
import dev.weft.engine.content.draft.Draft;
import dev.weft.engine.content.rules.ContentRules;
import dev.weft.engine.content.rules.ProjectFacts;
import dev.weft.engine.content.rules.Verdict;
import dev.weft.testkit.DocIntegrity;
import dev.weft.testkit.Seeds;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentWriterTest {
    private static final UUID WORKFLOW = id("workflow");
    private static final DocumentHead HEAD = new DocumentHead(WORKFLOW, 3, null);
    private static final WorkflowContent ORDERS = new WorkflowContentBuilder()
            .job("fetch", "get('/orders');\nlog();\n")
            .job("load", "post('/x');\n")
            .webhook("hook")
            .edge("fetch", "load")
            .position("fetch", 10, 20.5)
            .build();

    @RegisterExtension
    final DocIntegrity docs = new DocIntegrity();

    static long[] seeds() {
        return Seeds.of("DocumentWriterTest", 100);
    }

    private Doc seeded(WorkflowContent content) {
        Doc doc = docs.newDoc();
        DocumentWriter.replace(doc, content, HEAD);
        return doc;
    }

    private Doc replicaOf(Doc doc) {
        Doc replica = docs.newDoc();
        replica.applyUpdate(doc.encodeStateAsUpdate());
        return replica;
    }

    private static void exchange(Doc one, Doc other) {
        one.applyUpdate(other.encodeStateAsUpdate());
        other.applyUpdate(one.encodeStateAsUpdate());
    }

    private static int writes(Doc doc, Runnable edit) {
        List<byte[]> updates = new ArrayList<>();
        doc.onUpdate((update, _, _) -> updates.add(update));
        edit.run();
        return updates.size();
    }

    private static YMap member(Doc doc, String section, int index) {
        return (YMap) doc.getArray(section).get(index);
    }

    private static YText body(Doc doc, int job) {
        return (YText) member(doc, "jobs", job).get("body");
    }

    /** Invariant 4: a draft of a freshly seeded document equals the row. */
    @ParameterizedTest
    @MethodSource("seeds")
    void theDraftOfASeededDocumentIsTheContent(long seed) {
        WorkflowContent content = new RandomContent(new Random(seed)).next();

        Draft draft = Draft.read(seeded(content));

        assertThat(ContentRules.judge(draft, null, ProjectFacts.UNRESTRICTED)).isEqualTo(new Verdict.Accepted(content));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyDocumentCanBeMadeAnyOther(long seed) {
        RandomContent contents = new RandomContent(new Random(seed));
        WorkflowContent before = contents.next();
        WorkflowContent after = seed % 2 == 0 ? contents.next() : contents.changed(before);
        Doc doc = seeded(before);

        DocumentWriter.replace(doc, after, HEAD);

        Verdict verdict = ContentRules.judge(Draft.read(doc), null, ProjectFacts.UNRESTRICTED);
        assertThat(((Verdict.Accepted) verdict).content().sameAs(after)).isTrue();
        assertThat(writes(doc, () -> DocumentWriter.replace(doc, after, HEAD)))
                .as("a second time there is nothing to write")
                .isZero();
    }

    @Test
    void aSeedHasAllKeysAndTypesThatClientsKnow() {
        Doc doc = seeded(ORDERS);

        assertThat(doc.getMap("workflow").toJson())
                .containsEntry("id", WORKFLOW.toString())
                .containsEntry("lock_version", 3)
                .containsEntry("deleted_at", null)
                .containsEntry("concurrency", null)
                .containsEntry("enable_job_logs", true)
                .hasSize(6);
        assertThat(member(doc, "jobs", 0).keys())
                .containsExactlyInAnyOrder(
                        "id", "name", "body", "adaptor", "project_credential_id", "keychain_credential_id");
        assertThat(body(doc, 0)).hasToString("get('/orders');\nlog();\n");
        assertThat(member(doc, "triggers", 0).keys())
                .contains("custom_path", "webhook_response_config", "kafka_configuration")
                .doesNotContain("comment", "has_auth_method");
        assertThat(doc.getMap("positions").get(id("fetch").toString())).isEqualTo(Map.of("x", 10, "y", 20.5));
    }

    @Test
    void aDeletedWorkflowSaysSince() {
        Doc doc = seeded(ORDERS);

        new DocumentHead(WORKFLOW, 3, Instant.parse("2026-05-06T07:08:09Z")).writeTo(doc);

        assertThat(doc.getMap("workflow").get("deleted_at")).isEqualTo("2026-05-06T07:08:09Z");
    }

    @Test
    void aResetTouchesOnlyWhatDiffers() {
        Doc doc = seeded(ORDERS);
        YMap untouched = member(doc, "jobs", 1);
        YMap changed = member(doc, "jobs", 0);
        YText text = body(doc, 0);
        changed.set("name", "renamed");
        text.insert(0, "// mine\n");
        doc.getArray("jobs").push(YMap.of(Map.of("id", "new", "name", "unsaved")));

        DocumentWriter.replace(doc, ORDERS, HEAD);

        assertThat(member(doc, "jobs", 0)).isSameAs(changed);
        assertThat(member(doc, "jobs", 1)).isSameAs(untouched);
        assertThat(body(doc, 0)).isSameAs(text).hasToString("get('/orders');\nlog();\n");
        assertThat(doc.getArray("jobs").length()).isEqualTo(2);
    }

    @Test
    void whatOthersTypeMeanwhileSurvives() {
        Doc doc = seeded(ORDERS);
        Doc elsewhere = replicaOf(doc);
        body(elsewhere, 0).insert(body(elsewhere, 0).length(), "// typed\n");
        member(elsewhere, "jobs", 0).set("adaptor", "@openfn/language-http@1");

        DraftBuilder wanted = DraftBuilder.of(Draft.read(doc)).set(JOBS, 0, Field.BODY, "put('/orders');\nlog();\n");
        DocumentWriter.write(doc, wanted.build());
        exchange(doc, elsewhere);

        assertThat(body(doc, 0)).hasToString("put('/orders');\nlog();\n// typed\n");
        assertThat(member(doc, "jobs", 0).get("adaptor")).isEqualTo("@openfn/language-http@1");
    }

    @Test
    void unknownKeysStay() {
        Doc doc = seeded(ORDERS);
        doc.getMap("workflow").set("colour", "red");
        member(doc, "edges", 0).set("curve", 1.5);
        doc.getMap("notes").set("a", "b");

        DocumentWriter.replace(doc, ORDERS.withName("Renamed"), HEAD);

        assertThat(doc.getMap("workflow").get("colour")).isEqualTo("red");
        assertThat(member(doc, "edges", 0).get("curve")).isEqualTo(1.5);
        assertThat(doc.getMap("notes").size()).isOne();
    }

    @Test
    void damagedMembersAreMended() {
        Doc doc = docs.newDoc();
        doc.getArray("jobs").push(YMap.of(Map.of("id", id("fetch").toString(), "body", "as a string")));
        doc.getArray("jobs").push(Map.of("id", id("load").toString(), "body", "in an object", "x", 1));
        doc.getArray("jobs").push(Map.of("id", id("load").toString(), "body", "twice"));
        doc.getArray("jobs").push(7);

        DocumentWriter.replace(doc, ORDERS, HEAD);

        assertThat(body(doc, 0)).hasToString("get('/orders');\nlog();\n");
        assertThat(body(doc, 1)).hasToString("post('/x');\n");
        assertThat(member(doc, "jobs", 1).get("x")).isEqualTo(1);
        assertThat(doc.getArray("jobs").length()).isEqualTo(2);
    }

    @Test
    void aFieldThatTheContentLacksIsCleared() {
        Doc doc = seeded(ORDERS);
        member(doc, "triggers", 0).set("comment", "mine");

        DocumentWriter.replace(doc, ORDERS, HEAD);

        assertThat(member(doc, "triggers", 0).get("comment")).isNull();
    }

    @Test
    void aBigintIsReplacedByANumberThatBrowsersCanWriteAsJson() {
        Doc doc = seeded(new WorkflowContentBuilder().concurrency(5).build());
        doc.getMap("workflow").set("concurrency", BigInteger.valueOf(5));

        DocumentWriter.replace(doc, new WorkflowContentBuilder().concurrency(5).build(), HEAD);

        assertThat(doc.getMap("workflow").get("concurrency")).isEqualTo(5);
    }

    @Test
    void valuesEmbeddedInABodyStayWhereTheyAre() {
        Doc doc = seeded(ORDERS);
        body(doc, 0).insertEmbed(3, Map.of("image", "x"));

        DraftBuilder wanted = DraftBuilder.of(Draft.read(doc)).set(JOBS, 0, Field.BODY, "Get('/Orders');\nlog();\n");
        DocumentWriter.write(doc, wanted.build());

        assertThat(body(doc, 0)).hasToString("Get('/Orders');\nlog();\n");
        assertThat(body(doc, 0).length()).isEqualTo("Get('/Orders');\nlog();\n".length() + 1);
        assertThat(body(doc, 0).toDelta().toJson().getFirst()).containsEntry("insert", "Get");
    }

    @Test
    void membersWithoutAnIdAreKeptWhenTheyAreWanted() {
        Doc doc = seeded(ORDERS);
        YArray edges = doc.getArray("edges");
        edges.push(YMap.of(Map.of("enabled", true)));

        DraftBuilder wanted = DraftBuilder.of(Draft.read(doc)).remove(EDGES, 0);
        DocumentWriter.write(doc, wanted.build());

        assertThat(edges.toJson()).containsExactly(Map.of("enabled", true));
    }
}
