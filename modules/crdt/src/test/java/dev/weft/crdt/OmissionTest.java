package dev.weft.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.crdt.update.IdSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OmissionTest {
    private final Doc ada = keeping(1);
    private final Doc bob = keeping(2);

    private static Doc keeping(long clientId) {
        return new Doc(DocOptions.defaults().withClientId(clientId).withGc(false));
    }

    /** What the document would be without Bob, who has client id 2 and deleted just {@code byBob}. */
    private static Map<String, Object> withoutBob(Doc doc, IdSet byBob) {
        int clockOfBob = Snapshot.of(doc).stateVector().clock(2);
        var omission = new Omission(
                IdSet.of(2, 0, clockOfBob), Snapshot.of(doc).deleteSet().minus(byBob));
        return doc.toJson(omission);
    }

    private void exchange() {
        ada.applyUpdate(bob.encodeStateAsUpdate());
        bob.applyUpdate(ada.encodeStateAsUpdate());
    }

    @Test
    void textTypedBehindAnOmittedWordStays() {
        ada.getText("t").insert(0, "one ");
        exchange();
        bob.getText("t").insert(4, "two ");
        exchange();
        ada.getText("t").insert(8, "three");

        assertThat(withoutBob(ada, IdSet.empty())).containsEntry("t", "one three");
    }

    @Test
    void whatWasDeletedByTheOmittedIsThere() {
        ada.getText("t").insert(0, "kept");
        exchange();
        bob.getText("t").delete(1, 2);
        exchange();

        assertThat(withoutBob(ada, IdSet.of(1, 1, 2))).containsEntry("t", "kept");
        assertThat(ada.getText("t")).hasToString("kt");
    }

    @Test
    void keyHasTheValueThatTheOmittedOneReplaced() {
        ada.getMap("m").set("k", "first");
        exchange();
        bob.getMap("m").set("k", "second");
        exchange();

        assertThat(withoutBob(ada, IdSet.of(1, 0, 1))).containsEntry("m", Map.of("k", "first"));
    }

    @Test
    void keySetLaterByAnotherKeepsThatValue() {
        bob.getMap("m").set("k", "first");
        exchange();
        ada.getMap("m").set("k", "second");

        assertThat(withoutBob(ada, IdSet.empty())).containsEntry("m", Map.of("k", "second"));
    }

    @Test
    void everythingInsideAnOmittedTypeIsGone() {
        ada.getArray("a").push("kept");
        exchange();
        var nested = new YArray();
        bob.getArray("a").push(nested);
        exchange();
        ((YArray) ada.getArray("a").get(1)).push("inside");

        assertThat(withoutBob(ada, IdSet.empty())).containsEntry("a", List.of("kept"));
    }

    @Test
    void withNothingOmittedItIsTheDocument() {
        ada.getText("t").insert(0, "some text");
        ada.getText("t").delete(2, 3);
        ada.getMap("m").set("k", 1);
        ada.getMap("m").set("k", 2);
        ada.getArray("a").push(new YMap());

        assertThat(ada.toJson(new Omission(IdSet.empty(), Snapshot.of(ada).deleteSet())))
                .isEqualTo(ada.toJson());
    }
}
