package dev.weft.engine.content.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.crdt.Doc;
import dev.weft.crdt.YMap;
import dev.weft.engine.content.Section;
import dev.weft.engine.content.draft.Draft;
import dev.weft.engine.content.rules.ContentError;
import dev.weft.testkit.DocIntegrity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DocumentErrorsTest {
    @RegisterExtension
    final DocIntegrity docs = new DocIntegrity();

    private final Doc doc = docs.newDoc();

    @BeforeEach
    void aDocumentWithAJob() {
        doc.getArray("jobs").push(YMap.of(Map.of("id", "a")));
    }

    private static ContentError ofJob(String id, String field, String message) {
        return new ContentError(Section.JOBS, 0, id, field, message);
    }

    @Test
    void errorsStandByFieldAndForMembersById() {
        DocumentErrors.add(
                doc,
                List.of(
                        ContentError.ofWorkflow("name", "no"),
                        ofJob("a", "name", "too long"),
                        ofJob("a", "body", "none")));

        assertThat(doc.getMap("errors").toJson())
                .isEqualTo(Map.of(
                        "workflow",
                        Map.of("name", List.of("no")),
                        "jobs",
                        Map.of("a", Map.of("name", List.of("too long"), "body", List.of("none")))));
        assertThat(doc.getMap("errors").get("jobs")).isInstanceOf(Map.class);
    }

    @Test
    void ofOneFieldTheNewErrorsWinAndOthersStay() {
        doc.getMap("errors").set("workflow", Map.of("name", List.of("old"), "concurrency", List.of("stays")));
        doc.getMap("errors").set("jobs", Map.of("a", Map.of("name", List.of("old"), "adaptor", List.of("stays"))));

        DocumentErrors.add(doc, List.of(ContentError.ofWorkflow("name", "new"), ofJob("a", "name", "new")));

        assertThat(doc.getMap("errors").toJson())
                .isEqualTo(Map.of(
                        "workflow",
                        Map.of("name", List.of("new"), "concurrency", List.of("stays")),
                        "jobs",
                        Map.of("a", Map.of("name", List.of("new"), "adaptor", List.of("stays")))));
    }

    @Test
    void errorsOfNoFieldAndOfVanishedMembersStayOut() {
        doc.getMap("errors").set("jobs", Map.of("gone", Map.of("name", List.of("old"))));

        DocumentErrors.add(
                doc,
                List.of(
                        ContentError.ofWorkflow(ContentError.BASE, "no field"),
                        ofJob("gone too", "name", "x"),
                        new ContentError(Section.JOBS, 0, null, "id", "can't be blank")));

        assertThat(doc.getMap("errors").toJson()).isEmpty();
    }

    @Test
    void whatIsThereAlreadyIsNotWrittenAgain() {
        List<ContentError> errors = List.of(ofJob("a", "name", "too long"));
        DocumentErrors.add(doc, errors);

        assertThat(ServerEdit.updateOf(doc.encodeStateAsUpdate(), 7, scratch -> DocumentErrors.add(scratch, errors)))
                .isEmpty();
    }

    @Test
    void anErrorsMapOfAnotherShapeIsReplaced() {
        doc.getMap("errors").set("workflow", "broken");
        doc.getMap("errors").set("jobs", YMap.of(Map.of("a", Map.of("body", List.of("kept")))));

        DocumentErrors.add(doc, List.of(ContentError.ofWorkflow("name", "no"), ofJob("a", "name", "no")));

        assertThat(doc.getMap("errors").toJson())
                .isEqualTo(Map.of(
                        "workflow",
                        Map.of("name", List.of("no")),
                        "jobs",
                        Map.of("a", Map.of("body", List.of("kept"), "name", List.of("no")))));
        assertThat(doc.getMap("errors").get("jobs")).isNotInstanceOf(YMap.class);
    }

    @Test
    void clearingLeavesNone() {
        DocumentErrors.add(doc, List.of(ofJob("a", "name", "too long")));

        DocumentErrors.clear(doc);

        assertThat(doc.getMap("errors").toJson()).isEmpty();
    }

    @Test
    void errorsAreNoPartOfTheDraft() {
        Draft before = Draft.read(doc);

        DocumentErrors.add(doc, List.of(ofJob("a", "name", "too long")));

        assertThat(Draft.read(doc)).isEqualTo(before);
    }
}
