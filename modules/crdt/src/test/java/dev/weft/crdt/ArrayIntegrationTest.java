package dev.weft.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The struct store against its slow twin, {@link ListOracle}: arrays, and updates that arrive in any order, some of them twice. */
class ArrayIntegrationTest {
    private static final int SESSIONS = 60;
    private static final int STEPS = 120;

    private static final class Editor {
        final Doc doc;
        final YArray array;

        /** What others did and this one has yet to hear of. */
        final List<byte[]> inbox = new ArrayList<>();

        Editor(long clientId, boolean gc, Random random) {
            doc = new Doc(DocOptions.defaults().withClientId(clientId).withGc(gc));
            array = doc.getArray("array");
            if (random.nextBoolean()) {
                array.observe(event -> assertThat(event.delta()).isNotNull());
            }
        }

        void edit(Random random) {
            int length = array.length();
            if (length > 0 && random.nextInt(3) == 0) {
                int index = random.nextInt(length);
                array.delete(index, Math.min(length - index, 1 + random.nextInt(4)));
            } else {
                array.insert(random.nextInt(length + 1), values(random));
            }
        }

        /** Plain values, which share an item, and bytes, which have one of their own. */
        private static @Nullable Object[] values(Random random) {
            var values = new @Nullable Object[1 + random.nextInt(4)];
            for (int i = 0; i < values.length; i++) {
                values[i] = switch (random.nextInt(5)) {
                    case 0 -> null;
                    case 1 -> new byte[] {(byte) random.nextInt()};
                    case 2 -> "text " + random.nextInt();
                    default -> random.nextInt();
                };
            }
            return values;
        }

        void receiveAny(Random random) {
            int which = random.nextInt(inbox.size());
            doc.applyUpdate(random.nextInt(4) == 0 ? inbox.get(which) : inbox.remove(which));
        }
    }

    @Test
    void concurrentEditsGiveTheArrayOfTheSlowTwin() {
        Long only = Long.getLong("seed");
        long first = only == null ? new Random().nextLong() : only;
        System.out.println("arrays: sessions from -Dseed=" + first + " on");
        for (long seed = first; seed < first + (only == null ? SESSIONS : 1); seed++) {
            session(seed);
        }
    }

    private static void session(long seed) {
        var random = new Random(seed);
        var oracle = new ListOracle();
        List<Editor> editors = new ArrayList<>();
        boolean gc = random.nextBoolean();
        int count = 2 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            var editor = new Editor(1 + random.nextInt(1000) * 10L + i, gc, random);
            editors.add(editor);
            // The order in which updates are made is a causal one: what an edit builds on came before it.
            editor.doc.onUpdate((update, _, transaction) -> {
                if (transaction.isLocal()) {
                    oracle.apply(update);
                    editors.stream().filter(other -> other != editor).forEach(other -> other.inbox.add(update));
                }
            });
        }

        for (int step = 0; step < STEPS; step++) {
            Editor editor = editors.get(random.nextInt(count));
            if (editor.inbox.isEmpty() || random.nextInt(3) == 0) {
                editor.edit(random);
            } else {
                editor.receiveAny(random);
            }
        }
        for (Editor editor : editors) {
            while (!editor.inbox.isEmpty()) {
                editor.receiveAny(random);
            }
        }

        for (Editor editor : editors) {
            String of = "-Dseed=" + seed + ", client " + editor.doc.clientId();
            editor.doc.checkIntegrity();
            assertThat(editor.doc.hasPending()).as(of).isFalse();
            assertThat(editor.array.toList().toArray())
                    .as(of)
                    .isEqualTo(oracle.values().toArray());
            assertThat(editor.doc.encodeStateAsUpdate())
                    .as(of)
                    .isEqualTo(editors.getFirst().doc.encodeStateAsUpdate());
        }
    }
}
