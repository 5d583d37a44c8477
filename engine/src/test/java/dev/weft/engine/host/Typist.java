package dev.weft.engine.host;

import dev.weft.crdt.Doc;
import dev.weft.crdt.DocOptions;
import dev.weft.engine.workflow.UpdateBytes;
import java.util.ArrayList;
import java.util.List;

/** A client's replica: edits make updates, updates of others come in. */
final class Typist {
    private static final String TEXT = "text";
    private static final Object FROM_OTHERS = "from others";

    private final Doc doc;
    private final List<UpdateBytes> made = new ArrayList<>();

    Typist(long clientId) {
        doc = new Doc(DocOptions.defaults().withClientId(clientId));
        doc.getText(TEXT);
        doc.onUpdate((update, origin, transaction) -> {
            if (origin != FROM_OTHERS) {
                made.add(new UpdateBytes(update.clone()));
            }
        });
    }

    /** Appends to the text. */
    UpdateBytes types(String text) {
        return inserts(doc.getText(TEXT).length(), text);
    }

    UpdateBytes inserts(int index, String text) {
        doc.getText(TEXT).insert(index, text);
        return made.getLast();
    }

    UpdateBytes deletes(int index, int length) {
        doc.getText(TEXT).delete(index, length);
        return made.getLast();
    }

    void hears(UpdateBytes update) {
        doc.applyUpdate(update.bytes(), FROM_OTHERS);
    }

    String text() {
        return doc.getText(TEXT).toString();
    }

    int length() {
        return doc.getText(TEXT).length();
    }

    Doc doc() {
        return doc;
    }

    static String textIn(LiveDocument document) {
        Typist reader = new Typist(0);
        reader.hears(new UpdateBytes(document.update()));
        return reader.text();
    }
}
