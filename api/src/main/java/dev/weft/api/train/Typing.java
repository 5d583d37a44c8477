package dev.weft.api.train;

import dev.weft.crdt.Doc;
import dev.weft.crdt.YText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Somebody who types a few words here and there, and takes some back. */
final class Typing {

    private static final int WORDS_IN_A_ROW = 10;
    private static final String WORD = "weaving ";

    private final Random random;
    private final Doc doc = new Doc();
    private final List<byte[]> made = new ArrayList<>();
    private int at;

    Typing(long seed) {
        random = new Random(seed);
        doc.onUpdate((update, origin, transaction) -> made.add(update));
    }

    /** So many edits, as updates of their own. */
    List<byte[]> next(int edits) {
        made.clear();
        YText notes = doc.getText("notes");
        for (int i = 0; i < edits; i++) {
            if (i % WORDS_IN_A_ROW == 0) {
                at = random.nextInt(notes.length() + 1);
            }
            if (at >= WORD.length() && random.nextInt(4) == 0) {
                at -= WORD.length();
                notes.delete(at, WORD.length());
            } else {
                notes.insert(at, WORD);
                at += WORD.length();
            }
        }
        return List.copyOf(made);
    }

    /** All that was typed, as one update. */
    byte[] all() {
        return doc.encodeStateAsUpdate();
    }
}
