package dev.weft.engine.content.merge;

import static dev.weft.engine.content.WorkflowContentBuilder.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.crdt.Doc;
import dev.weft.crdt.YMap;
import dev.weft.crdt.YText;
import dev.weft.engine.content.WorkflowContent;
import dev.weft.engine.content.WorkflowContentBuilder;
import dev.weft.engine.content.document.DocumentErrors;
import dev.weft.engine.content.document.DocumentHead;
import dev.weft.engine.content.document.DocumentWriter;
import dev.weft.engine.content.document.ServerEdit;
import dev.weft.engine.content.draft.Draft;
import dev.weft.engine.content.rules.ContentError;
import dev.weft.engine.content.rules.ContentRules;
import dev.weft.engine.content.rules.ProjectFacts;
import dev.weft.engine.content.rules.Verdict;
import dev.weft.testkit.DocIntegrity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SaveMergeBackTest {
    private static final WorkflowContent ORDERS = new WorkflowContentBuilder()
            .job("fetch", "fetch()\n")
            .job("load", "load()\n")
            .webhook("hook")
            .edge("fetch", "load")
            .build();

    @RegisterExtension
    final DocIntegrity docs = new DocIntegrity();

    private final Doc doc = docs.newDoc();

    @BeforeEach
    void aDocument() {
        DocumentWriter.replace(doc, ORDERS, head(1));
    }

    private static DocumentHead head(int lockVersion) {
        return new DocumentHead(id("workflow"), lockVersion, null);
    }

    private YMap member(String section, int index) {
        return (YMap) doc.getArray(section).get(index);
    }

    private WorkflowContent judged(Draft draft, @Nullable WorkflowContent saved) {
        return ((Verdict.Accepted) ContentRules.judge(draft, saved, ProjectFacts.UNRESTRICTED)).content();
    }

    @Test
    void whatTheServerNormalisedComesIntoTheDocument() {
        doc.getMap("workflow").set("name", " Orders ");
        member("jobs", 0).set("project_credential_id", "");
        member("triggers", 0).set("cron_expression", "0 0 * * *");
        member("triggers", 0).delete("webhook_reply");
        doc.getMap("positions").set("__ID_JOB_x__", Map.of("x", 1, "y", 1));
        Draft draft = Draft.read(doc);

        SaveMergeBack.mergeBack(doc, draft, judged(draft, ORDERS), head(2));

        assertThat(doc.getMap("workflow").toJson())
                .containsEntry("name", "Orders")
                .containsEntry("lock_version", 2);
        assertThat(member("jobs", 0).get("project_credential_id")).isNull();
        assertThat(member("triggers", 0).get("cron_expression")).isNull();
        assertThat(member("triggers", 0).get("webhook_reply")).isEqualTo("before_start");
        assertThat(doc.getMap("positions").size()).isZero();
    }

    @Test
    void whatWasEditedMeanwhileStays() {
        doc.getMap("workflow").set("name", " Orders ");
        member("jobs", 0).set("name", " fetch ");
        Draft draft = Draft.read(doc);
        WorkflowContent saved = judged(draft, ORDERS);
        doc.getMap("workflow").set("name", "Orders, edited");
        ((YText) member("jobs", 1).get("body")).insert(0, "// typed\n");
        doc.getArray("jobs").push(YMap.of(Map.of("id", id("new").toString())));

        SaveMergeBack.mergeBack(doc, draft, saved, head(2));

        assertThat(doc.getMap("workflow").get("name")).isEqualTo("Orders, edited");
        assertThat(member("jobs", 0).get("name")).isEqualTo("fetch");
        assertThat(member("jobs", 1).get("body")).hasToString("// typed\nload()\n");
        assertThat(doc.getArray("jobs").length()).isEqualTo(3);
    }

    @Test
    void edgesThatWentWithTheirJobGoFromTheDocument() {
        doc.getArray("jobs").delete(1);
        Draft draft = Draft.read(doc);

        SaveMergeBack.mergeBack(doc, draft, judged(draft, ORDERS), head(2));

        assertThat(doc.getArray("edges").length()).isZero();
    }

    @Test
    void aTriggerThatTheServerTurnedOffIsOffInTheDocument() {
        Draft draft = Draft.read(doc);
        WorkflowContent saved = judged(draft, ORDERS);

        SaveMergeBack.mergeBack(
                doc,
                draft,
                saved.withTriggers(List.of(saved.triggers().getFirst().withEnabled(false))),
                head(2));

        assertThat(member("triggers", 0).get("enabled")).isEqualTo(false);
    }

    @Test
    void errorsAreCleared() {
        DocumentErrors.add(doc, List.of(ContentError.ofWorkflow("name", "no")));
        Draft draft = Draft.read(doc);

        SaveMergeBack.mergeBack(doc, draft, judged(draft, ORDERS), head(2));

        assertThat(doc.getMap("errors").size()).isZero();
    }

    @Test
    void theIdOfTheWorkflowIsPutRight() {
        doc.getMap("workflow").set("id", "something else");
        Draft draft = Draft.read(doc);

        SaveMergeBack.mergeBack(doc, draft, judged(draft, ORDERS), head(2));

        assertThat(doc.getMap("workflow").get("id")).isEqualTo(id("workflow").toString());
    }

    @Test
    void aSaveThatNormalisedNothingWritesTheVersionAlone() {
        Draft draft = Draft.read(doc);
        WorkflowContent saved = judged(draft, ORDERS);

        assertThat(ServerEdit.updateOf(
                        doc.encodeStateAsUpdate(),
                        7,
                        scratch -> SaveMergeBack.mergeBack(scratch, draft, saved, head(1))))
                .isEmpty();
    }
}
