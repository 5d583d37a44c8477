package dev.weft.engine.content.merge;

import static dev.weft.engine.content.WorkflowContentBuilder.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.crdt.Doc;
import dev.weft.crdt.YMap;
import dev.weft.crdt.YText;
import dev.weft.engine.content.RandomContent;
import dev.weft.engine.content.WorkflowContent;
import dev.weft.engine.content.WorkflowContentBuilder;
import dev.weft.engine.content.document.DocumentHead;
import dev.weft.engine.content.document.DocumentWriter;
import dev.weft.engine.content.draft.Draft;
import dev.weft.engine.content.draft.UnreadableDocumentException;
import dev.weft.engine.content.rules.ContentRules;
import dev.weft.engine.content.rules.ProjectFacts;
import dev.weft.engine.content.rules.Verdict;
import dev.weft.testkit.DocIntegrity;
import dev.weft.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReconciliationTest {
    @RegisterExtension
    final DocIntegrity docs = new DocIntegrity();

    static long[] seeds() {
        return Seeds.of("ReconciliationTest", 100);
    }

    private static DocumentHead head(int lockVersion) {
        return new DocumentHead(id("workflow"), lockVersion, null);
    }

    private Doc seeded(WorkflowContent content) {
        Doc doc = docs.newDoc();
        DocumentWriter.replace(doc, content, head(1));
        return doc;
    }

    private static WorkflowContent contentOf(Doc doc) {
        Verdict verdict = ContentRules.judge(Draft.read(doc), null, ProjectFacts.UNRESTRICTED);
        return ((Verdict.Accepted) verdict).content();
    }

    @Test
    void unsavedWorkAndTheOutsideChangeMeetInOneTransaction() {
        WorkflowContent base = new WorkflowContentBuilder()
                .job("fetch", "1\n2\n3\n")
                .webhook("hook")
                .build();
        WorkflowContent outside = new WorkflowContentBuilder()
                .name("Renamed outside")
                .job("fetch", "1\n2\nTHREE\n")
                .job("load", "load()\n")
                .webhook("hook")
                .edge("fetch", "load")
                .build();
        Doc doc = seeded(base);
        YMap job = (YMap) doc.getArray("jobs").get(0);
        YText body = (YText) job.get("body");
        body.insert(0, "// unsaved\n");
        job.set("adaptor", "@openfn/language-http@1");
        List<byte[]> updates = new ArrayList<>();
        doc.onUpdate((update, _, _) -> updates.add(update));

        List<MergeConflict> conflicts = Reconciliation.reconcile(doc, base, outside, head(2));

        assertThat(conflicts).isEmpty();
        assertThat(updates).hasSize(1);
        assertThat(doc.getArray("jobs").get(0)).isSameAs(job);
        assertThat(job.get("body")).isSameAs(body).hasToString("// unsaved\n1\n2\nTHREE\n");
        assertThat(job.get("adaptor")).isEqualTo("@openfn/language-http@1");
        assertThat(((YMap) doc.getArray("jobs").get(1)).get("body")).isInstanceOf(YText.class);
        assertThat(doc.getMap("workflow").toJson())
                .containsEntry("name", "Renamed outside")
                .containsEntry("lock_version", 2);
    }

    @Test
    void aDocumentThatCantBeReadIsLeftAsItIs() {
        Doc doc = docs.newDoc();
        doc.getArray("jobs").push(7);
        WorkflowContent empty = WorkflowContent.empty("w");

        assertThatThrownBy(() -> Reconciliation.reconcile(doc, empty, empty, head(2)))
                .isInstanceOf(UnreadableDocumentException.class);
        assertThat(doc.rootNames()).containsExactly("jobs");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void withoutUnsavedWorkTheDocumentBecomesWhatTheWorkflowIs(long seed) {
        RandomContent contents = new RandomContent(new Random(seed));
        WorkflowContent base = contents.next();
        WorkflowContent outside = seed % 2 == 0 ? contents.next() : contents.changed(base);
        Doc doc = seeded(base);

        List<MergeConflict> conflicts = Reconciliation.reconcile(doc, base, outside, head(2));

        assertThat(conflicts).isEmpty();
        assertThat(contentOf(doc).sameAs(outside)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void withoutAnOutsideChangeTheDocumentKeepsAllItHas(long seed) {
        RandomContent contents = new RandomContent(new Random(seed));
        WorkflowContent base = contents.next();
        WorkflowContent unsaved = contents.next();
        Doc doc = seeded(base);
        DocumentWriter.replace(doc, unsaved, head(1));

        List<MergeConflict> conflicts = Reconciliation.reconcile(doc, base, base, head(2));

        assertThat(conflicts).isEmpty();
        assertThat(contentOf(doc).sameAs(unsaved)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void reconcilingTwiceChangesNothingMore(long seed) {
        RandomContent contents = new RandomContent(new Random(seed));
        WorkflowContent base = contents.next();
        WorkflowContent outside = contents.changed(base);
        Doc doc = seeded(base);
        DocumentWriter.replace(doc, contents.changed(base), head(1));
        Reconciliation.reconcile(doc, base, outside, head(2));
        Draft once = Draft.read(doc);

        List<MergeConflict> conflicts = Reconciliation.reconcile(doc, outside, outside, head(2));

        assertThat(conflicts).isEmpty();
        assertThat(Draft.read(doc)).isEqualTo(once);
    }
}
