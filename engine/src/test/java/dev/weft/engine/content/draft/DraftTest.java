package dev.weft.engine.content.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.crdt.Doc;
import dev.weft.crdt.YMap;
import dev.weft.crdt.YText;
import dev.weft.lib0.AnyValue;
import dev.weft.testkit.DocIntegrity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DraftTest {
    @RegisterExtension
    final DocIntegrity docs = new DocIntegrity();

    private final Doc doc = docs.newDoc();

    @Test
    void anEmptyDocumentIsAnEmptyDraftAndGetsNoRoots() {
        Draft draft = Draft.read(doc);

        assertThat(draft).isEqualTo(new Draft(Map.of(), List.of(), List.of(), List.of(), Map.of()));
        assertThat(doc.rootNames()).isEmpty();
    }

    @Test
    void knownFieldsAreTakenAndOthersLeftAlone() {
        doc.getMap("workflow").set("name", "Orders");
        doc.getMap("workflow").set("lock_version", 3);
        doc.getMap("workflow").set("colour", "red");
        doc.getArray("triggers").push(YMap.of(Map.of("id", "t", "has_auth_method", true, "enabled", true)));

        Draft draft = Draft.read(doc);

        assertThat(draft.workflow()).isEqualTo(Map.of("name", "Orders"));
        assertThat(draft.triggers()).containsExactly(Map.of("id", "t", "enabled", true));
        assertThat(doc.getMap("workflow").get("colour")).isEqualTo("red");
    }

    @Test
    void anAbsentFieldIsNotANull() {
        doc.getMap("workflow").set("concurrency", null);
        doc.getMap("workflow").set("name", AnyValue.UNDEFINED);

        Map<String, @Nullable Object> workflow = Draft.read(doc).workflow();

        assertThat(workflow).containsEntry("concurrency", null).doesNotContainKeys("enable_job_logs", "name");
    }

    @Test
    void aBodyIsReadFromATextAndFromAPlainString() {
        doc.getArray("jobs").push(YMap.of(Map.of("id", "a", "body", new YText("shared()"))));
        doc.getArray("jobs").push(YMap.of(Map.of("id", "b", "body", "plain()")));

        assertThat(Draft.read(doc).jobs()).extracting(job -> job.get("body")).containsExactly("shared()", "plain()");
    }

    @Test
    void aMemberMayBeAPlainObject() {
        doc.getArray("edges").push(Map.of("id", "e", "enabled", true, "x", 1));

        assertThat(Draft.read(doc).edges()).containsExactly(Map.of("id", "e", "enabled", true));
    }

    @Test
    void anythingElseIsNoMember() {
        doc.getArray("jobs").push(YMap.of(Map.of("id", "a")));
        doc.getArray("jobs").push(7);

        assertThatThrownBy(() -> Draft.read(doc))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessage("jobs[1] is a number: expected a map");
    }

    @Test
    void aRootOfAnotherTypeCantBeRead() {
        doc.getText("jobs").insert(0, "text");

        assertThatThrownBy(() -> Draft.read(doc))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("jobs is no array");
    }

    @Test
    void ofMembersWithOneIdTheFirstCounts() {
        doc.getArray("jobs").push(YMap.of(Map.of("id", "a", "name", "first")));
        doc.getArray("jobs").push(YMap.of(Map.of("id", "b", "name", "other")));
        doc.getArray("jobs").push(YMap.of(Map.of("id", "a", "name", "second")));

        assertThat(Draft.read(doc).jobs()).extracting(job -> job.get("name")).containsExactly("first", "other");
    }

    @Test
    void membersWithoutAnIdAreAllKept() {
        doc.getArray("jobs").push(YMap.of(Map.of("name", "one")), YMap.of(Map.of("name", "two")));

        assertThat(Draft.read(doc).jobs()).hasSize(2);
    }

    @Test
    void nestedMapsAndPositionsArePlainJson() {
        YMap kafka = YMap.of(Map.of("hosts_string", "h:1"));
        doc.getArray("triggers").push(YMap.of(Map.of("id", "t", "kafka_configuration", kafka)));
        doc.getMap("positions").set("t", Map.of("x", 1, "y", 2.5));
        doc.getMap("positions").set("u", YMap.of(Map.of("x", 3)));

        Draft draft = Draft.read(doc);

        assertThat(draft.triggers().getFirst()).containsEntry("kafka_configuration", Map.of("hosts_string", "h:1"));
        assertThat(draft.positions()).isEqualTo(Map.of("t", Map.of("x", 1, "y", 2.5), "u", Map.of("x", 3)));
    }

    @Test
    void aRootThatCameWithAnUpdateIsReadWhateverItWas() {
        Doc elsewhere = docs.newDoc();
        elsewhere.getArray("jobs").push(YMap.of(Map.of("id", "a")));
        doc.applyUpdate(elsewhere.encodeStateAsUpdate());

        assertThat(Draft.read(doc).jobs()).hasSize(1);
    }
}
