package dev.weft.engine.content.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.crdt.Doc;
import dev.weft.testkit.DocIntegrity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ServerEditTest {
    @RegisterExtension
    final DocIntegrity docs = new DocIntegrity();

    private final Doc doc = docs.newDoc();

    @Test
    void theUpdateFitsTheDocumentThoughOthersHaveEditedItMeanwhile() {
        doc.getMap("workflow").set("name", "old");
        ServerEdit.Made<String> made = ServerEdit.make(doc.encodeStateAsUpdate(), 77, scratch -> {
            scratch.getMap("workflow").set("name", "new");
            scratch.getMap("workflow").set("colour", "red");
            return "done";
        });
        doc.getMap("workflow").set("size", 1);

        assertThat(doc.getMap("workflow").get("name"))
                .as("nothing has happened yet")
                .isEqualTo("old");
        doc.applyUpdate(made.update().orElseThrow());

        assertThat(made.result()).isEqualTo("done");
        assertThat(doc.getMap("workflow").toJson())
                .containsEntry("name", "new")
                .containsEntry("colour", "red")
                .containsEntry("size", 1);
        assertThat(doc.hasPending()).isFalse();
    }

    @Test
    void anEditThatChangesNothingHasNoUpdate() {
        assertThat(ServerEdit.updateOf(doc.encodeStateAsUpdate(), 77, scratch -> scratch.getMap("workflow")))
                .isEmpty();
    }

    @Test
    void anEditThatFailsMakesNothing() {
        assertThatThrownBy(() -> ServerEdit.updateOf(doc.encodeStateAsUpdate(), 77, _ -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
    }

    @Test
    void severalTransactionsWithinAnEditAreOneUpdate() {
        byte[] update = ServerEdit.updateOf(doc.encodeStateAsUpdate(), 77, scratch -> {
                    scratch.getMap("a").set("x", 1);
                    scratch.getMap("b").set("x", 2);
                })
                .orElseThrow();

        doc.applyUpdate(update);

        assertThat(doc.getMap("a").get("x")).isEqualTo(1);
        assertThat(doc.getMap("b").get("x")).isEqualTo(2);
    }
}
