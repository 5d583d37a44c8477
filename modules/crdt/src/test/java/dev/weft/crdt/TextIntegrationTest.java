package dev.weft.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The struct store against its slow twin: {@link ListOracle}. */
class TextIntegrationTest {
    private static final int SESSIONS = 60;
    private static final int STEPS = 120;

    /** A client that types, and gets what others typed in the order in which each of them did. */
    private static final class Typist {
        final Doc doc;
        final List<byte[]> sent = new ArrayList<>();
        final int[] received;

        /** @param log gets what anybody types, in the order in which it happens, which is a causal one */
        Typist(long clientId, int count, boolean observed, List<byte[]> log) {
            doc = new Doc(DocOptions.defaults().withClientId(clientId).withGc(false));
            doc.onUpdate((update, origin, transaction) -> {
                if (transaction.isLocal()) {
                    sent.add(update);
                    log.add(update);
                }
            });
            received = new int[count];
            if (observed) {
                doc.getText("text").observe(event -> assertThat(event.delta()).isNotNull());
            }
        }

        void type(Random random) {
            YText text = doc.getText("text");
            int length = text.length();
            if (length > 0 && random.nextInt(3) == 0) {
                int index = random.nextInt(length);
                text.delete(index, Math.min(length - index, 1 + random.nextInt(4)));
            } else {
                text.insert(random.nextInt(length + 1), "abcdefgh".substring(random.nextInt(8)));
            }
        }
    }

    @Test
    void concurrentTypingGivesTheTextOfTheSlowTwin() {
        long first = Long.getLong("seed", new Random().nextLong());
        for (long seed = first; seed < first + (Long.getLong("seed") == null ? SESSIONS : 1); seed++) {
            session(seed);
        }
    }

    private static void session(long seed) {
        var random = new Random(seed);
        int count = 2 + random.nextInt(4);
        List<Typist> typists = new ArrayList<>();
        List<byte[]> log = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            typists.add(new Typist(1 + random.nextInt(1000) * 10L + i, count, random.nextBoolean(), log));
        }
        for (int step = 0; step < STEPS; step++) {
            Typist typist = typists.get(random.nextInt(count));
            if (random.nextInt(3) > 0) {
                typist.type(random);
            } else {
                receive(typist, typists, random.nextInt(count), 1 + random.nextInt(5));
            }
        }
        var oracle = new ListOracle();
        var reader = new Doc(DocOptions.defaults().withClientId(0));
        for (Typist typist : typists) {
            for (int from = 0; from < count; from++) {
                receive(typist, typists, from, Integer.MAX_VALUE);
            }
            byte[] state = typist.doc.encodeStateAsUpdate();
            reader.applyUpdate(state);
        }
        log.forEach(oracle::apply);
        for (Typist typist : typists) {
            assertThat(typist.doc.getText("text").toString())
                    .as("-Dseed=" + seed)
                    .isEqualTo(oracle.text());
            assertThat(typist.doc.encodeStateAsUpdate())
                    .as("-Dseed=" + seed)
                    .isEqualTo(typists.getFirst().doc.encodeStateAsUpdate());
            typist.doc.checkIntegrity();
        }
        assertThat(reader.getText("text")).as("-Dseed=" + seed).hasToString(oracle.text());
        reader.checkIntegrity();
    }

    private static void receive(Typist typist, List<Typist> typists, int from, int most) {
        Typist author = typists.get(from);
        if (author != typist) {
            int until = (int) Math.min(author.sent.size(), (long) typist.received[from] + most);
            for (; typist.received[from] < until; typist.received[from]++) {
                typist.doc.applyUpdate(author.sent.get(typist.received[from]));
            }
        }
    }
}
