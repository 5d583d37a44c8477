package dev.weft.crdt.update;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Updates of real Yjs with a few bytes changed, left out, or put in. */
public final class MutatedUpdates {
    private final List<byte[]> originals = new ArrayList<>();
    private final Random random = SeededRandom.create();

    public MutatedUpdates(UpdateFormat format) {
        boolean v1 = format == UpdateFormat.V1;
        for (GoldenUpdates session : GoldenUpdates.all()) {
            originals.addAll(session.list(v1 ? "updates" : "updatesV2"));
            originals.add(session.bytes(v1 ? "state" : "stateV2"));
        }
    }

    /** One that was left as it was. */
    public byte[] nextOriginal() {
        return originals.get(random.nextInt(originals.size()));
    }

    /** One that most probably is malformed, or means something else. */
    public byte[] next() {
        byte[] update = nextOriginal().clone();
        for (int changes = 1 + random.nextInt(3); changes > 0 && update.length > 0; changes--) {
            int at = random.nextInt(update.length);
            switch (random.nextInt(6)) {
                case 0 -> update[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> update[at] = (byte) random.nextInt(256);
                case 2 -> update = Arrays.copyOf(update, at);
                case 3 -> update = spliced(update, at, new byte[] {(byte) random.nextInt(256)}, at);
                case 4 -> update = spliced(update, at, new byte[0], at + 1);
                default -> update = spliced(update, at, new byte[] {-1, -1, -1, -1, 7}, at + 1);
            }
        }
        return update;
    }

    private static byte[] spliced(byte[] source, int start, byte[] inserted, int end) {
        byte[] result = Arrays.copyOf(source, start + inserted.length + source.length - end);
        System.arraycopy(inserted, 0, result, start, inserted.length);
        System.arraycopy(source, end, result, start + inserted.length, source.length - end);
        return result;
    }
}
