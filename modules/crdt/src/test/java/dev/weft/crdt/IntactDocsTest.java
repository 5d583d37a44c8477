package dev.weft.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.weft.crdt.store.Rows;
import dev.weft.crdt.update.StructKind;
import org.junit.jupiter.api.Test;

/** That {@link IntactDocs} sees what it is there to see. */
class IntactDocsTest {
    @Test
    void brokenStoreIsNoticedThoughItsTestDidNotLook() {
        var doc = new Doc();
        breakStore(doc);

        assertThatIllegalStateException().isThrownBy(IntactDocs::checkAndForget).withMessageContaining("broken store");
    }

    @Test
    void brokenCopyIsNoticedThoughTheLibraryMadeIt() {
        Doc copy = new Doc().copy();
        breakStore(copy);

        assertThatIllegalStateException().isThrownBy(IntactDocs::checkAndForget);
    }

    @Test
    void intactDocumentsPass() {
        var doc = new Doc();
        doc.getText("text").insert(0, "text");

        IntactDocs.checkAndForget();

        assertThat(doc.getText("text")).hasToString("text");
    }

    /** An item of three units that has bytes for one. */
    private static void breakStore(Doc doc) {
        int type = doc.store.root("text");
        doc.transact(_ -> doc.store.insert(
                doc.clientId(), type, Rows.NONE, Rows.NONE, Rows.NONE, StructKind.STRING, 3, new byte[] {'a'}, 1));
    }
}
