package dev.weft.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Many clients who edit at one place without seeing each other, against the slow twin: {@link ListOracle}. */
class ManyAuthorsTest {
    private static final int SESSIONS = 60;
    private static final int AUTHORS = 60;
    private static final long FIRST_TYPIST = 1;

    @Test
    void insertionsAtFewPlacesAmongAllOtherEditsGiveTheTextOfTheSlowTwin() {
        long first = Long.getLong("seed", new Random().nextLong());
        for (long seed = first; seed < first + (Long.getLong("seed") == null ? SESSIONS : 1); seed++) {
            session(new Random(seed), "-Dseed=" + seed);
        }
    }

    private static void session(Random random, String seed) {
        // given: a text that all authors know, and what each of them then does, without the others
        var base = new Doc(DocOptions.defaults().withClientId(FIRST_TYPIST));
        if (random.nextBoolean()) {
            base.getText("text").insert(0, "in the beginning");
        }
        byte[] known = base.encodeStateAsUpdate();
        List<List<byte[]>> ofAuthors = new ArrayList<>();
        for (int author = 0; author < AUTHORS; author++) {
            ofAuthors.add(edits(known, 2 + random.nextInt(1_000) * 100L + author, random));
        }

        // when
        var doc = new Doc(DocOptions.defaults().withGc(random.nextBoolean()));
        var oracle = new ListOracle();
        doc.applyUpdate(known);
        oracle.apply(known);
        while (!ofAuthors.isEmpty()) {
            List<byte[]> updates = ofAuthors.get(random.nextInt(ofAuthors.size()));
            byte[] update = updates.removeFirst();
            doc.applyUpdate(update);
            oracle.apply(update);
            if (updates.isEmpty()) {
                ofAuthors.remove(updates);
            }
        }

        // then
        assertThat(doc.getText("text").toString()).as(seed).isEqualTo(oracle.text());
        doc.checkIntegrity();
    }

    /** One insertion at one of few places at least, now and then more, deletions and cuts of what is there. */
    private static List<byte[]> edits(byte[] known, long clientId, Random random) {
        var doc = new Doc(DocOptions.defaults().withClientId(clientId).withGc(false));
        doc.applyUpdate(known);
        List<byte[]> updates = new ArrayList<>();
        doc.onUpdate((update, origin, transaction) -> updates.add(update));
        YText text = doc.getText("text");
        text.insert(Math.min(text.length(), 7 * random.nextInt(2)), "<" + clientId + ">");
        int more = random.nextInt(8) - 4;
        for (int i = 0; i < more; i++) {
            int length = text.length();
            if (random.nextBoolean() && length > 0) {
                int index = random.nextInt(length);
                text.delete(index, Math.min(length - index, 1 + random.nextInt(3)));
            } else {
                text.insert(random.nextInt(length + 1), "abc");
            }
        }
        return updates;
    }

    @Test
    void ofManyWhoSetOneKeyTheGreatestClientIdWinsInWhateverOrderTheyCome() {
        long seed = Long.getLong("seed", new Random().nextLong());
        var random = new Random(seed);
        for (int session = 0; session < SESSIONS; session++) {
            // given
            List<byte[]> updates = new ArrayList<>();
            long greatest = 0;
            for (int author = 0; author < AUTHORS; author++) {
                long clientId = random.nextInt(1_000) * 100L + author;
                var doc = new Doc(DocOptions.defaults().withClientId(clientId));
                doc.onUpdate((update, origin, transaction) -> updates.add(random.nextInt(updates.size() + 1), update));
                // A type that isn't the key's value in the end is collected, and with it a list.
                var array = new YArray();
                array.push(clientId);
                doc.getMap("map").set("key", random.nextInt(4) == 0 ? array : List.of(clientId));
                doc.getMap("map").set("other", clientId);
                greatest = Math.max(greatest, clientId);
            }

            // when
            var doc = new Doc();
            updates.forEach(doc::applyUpdate);

            // then
            assertThat(doc.getMap("map").toJson().toString())
                    .as("-Dseed=" + seed)
                    .contains("key=[" + greatest + "]", "other=" + greatest);
            doc.checkIntegrity();
        }
    }
}
