package dev.weft.crdt.update;

import dev.weft.lib0.ByteReader;

/**
 * Reads the deletions at the end of an update, of either format, one by one.
 *
 * <p>Format 2 writes, for each client, a clock as the distance from the previous range's end, and a length less one. Written by
 * {@link IdSet#writeTo}. Source: yjs 13.6.33, {@code DSDecoderV1}, {@code DSDecoderV2}.
 */
final class DeletionReader {
    private static final int MIN_CLIENT_BYTES = 2;
    private static final int MIN_RANGE_BYTES = 2;

    private final boolean differences;
    private int clientsLeft;
    private int rangesLeft;
    private int previousEnd;

    long client;
    int clock;
    int length;

    DeletionReader(UpdateFormat format) {
        differences = format == UpdateFormat.V2;
    }

    /** Reads up to the first client. */
    void begin(ByteReader in) {
        rangesLeft = 0;
        clientsLeft = in.readCount("clients with deletions", MIN_CLIENT_BYTES);
    }

    /** Reads one range into the fields; false behind the last. A length may be 0 in format 1. */
    boolean next(ByteReader in) {
        while (rangesLeft == 0) {
            if (clientsLeft == 0) {
                return false;
            }
            clientsLeft--;
            client = in.readVarUint();
            rangesLeft = in.readCount("deletions", MIN_RANGE_BYTES);
            previousEnd = 0;
        }
        rangesLeft--;
        if (differences) {
            int at = in.position();
            clock = Clocks.checkedClock(previousEnd + in.readVarUint(), in, at);
            at = in.position();
            length = Clocks.checkedLength(in.readVarUint() + 1, clock, in, at);
            previousEnd = clock + length;
        } else {
            clock = Clocks.readClock(in);
            length = Clocks.readLength(in, clock);
        }
        return true;
    }
}
