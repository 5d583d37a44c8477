package dev.weft.crdt.update;

import dev.weft.lib0.ByteWriter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What can be done with updates without a document. All operations are linear in their input (merging takes n log m steps for n structs in
 * m updates), take whole arrays, change none of them, and throw {@link MalformedUpdateException} without side effects.
 *
 * <p>Source: yjs 13.6.33, {@code src/utils/updates.js}.
 */
public final class Updates {
    private Updates() {}

    /** Reads all of an update, so that a bad one throws here. */
    public static void validate(byte[] update, UpdateFormat format) {
        UpdateCursor.of(update, format).validate();
    }

    /** Whether an update holds nothing to apply: neither structs, other than Skips, nor deletions. */
    public static boolean isEmpty(byte[] update, UpdateFormat format) {
        var cursor = UpdateCursor.of(update, format);
        boolean empty = true;
        while (cursor.next()) {
            empty &= cursor.kind == StructKind.SKIP;
        }
        while (cursor.nextDeletion()) {
            empty = false;
        }
        return empty;
    }

    /**
     * One update that has the effect of several, in any order, overlapping or with gaps between.
     *
     * <p>Adjacent structs of a client are joined where a document of Yjs would join them, which Yjs's own {@code mergeUpdates} doesn't: a
     * merged update of many small ones is a half to a tenth in size. The bytes therefore differ from Yjs's while the meaning doesn't:
     * a document that applies the one equals a document that applies the other. {@link #mergeUnjoined} gives Yjs's bytes.
     *
     * <p>Deleted content stays in; only a document can drop it.
     */
    public static byte[] merge(List<byte[]> updates, UpdateFormat format) {
        return UpdateMerger.merge(updates, format, true);
    }

    /**
     * Like {@link #merge}, but with Yjs's bytes: structs stay as they are cut in the updates, and a lone update stays as it is.
     *
     * <p>Yjs's bytes are well defined unless one update has collected what another still holds; then the item or the GC may win.
     */
    public static byte[] mergeUnjoined(List<byte[]> updates, UpdateFormat format) {
        if (updates.size() == 1) {
            validate(updates.getFirst(), format);
            return updates.getFirst().clone();
        }
        return UpdateMerger.merge(updates, format, false);
    }

    /**
     * Leaves out of an update what a document with the given state has.
     *
     * <p>Of each client only the units before the known clock go, from the start; all deletions stay.
     */
    public static byte[] diff(byte[] update, StateVector known, UpdateFormat format) {
        var cursor = UpdateCursor.of(update, format);
        var writer = UpdateWriter.of(format);
        long client = -1;
        boolean writing = false;
        int knownClock = 0;
        int endClock = 0;
        while (cursor.next()) {
            if (cursor.client != client || cursor.clock != endClock) {
                client = cursor.client;
                knownClock = known.clock(client);
                writing = false;
            }
            endClock = cursor.endClock();
            if (writing) {
                writer.struct(cursor, 0);
            } else if (cursor.kind != StructKind.SKIP && cursor.endClock() > knownClock) {
                int offset = Math.max(0, knownClock - cursor.clock);
                writer.beginClient(client, cursor.clock + offset);
                writer.struct(cursor, offset);
                writing = true;
            }
        }
        writer.deletions(cursor.readDeletions());
        return writer.toByteArray();
    }

    /** The encoded {@link #stateVectorOf state vector}, clients in the order of the update. */
    public static byte[] encodeStateVectorOf(byte[] update, UpdateFormat format) {
        var cursor = UpdateCursor.of(update, format);
        ByteWriter out = null;
        int clients = 0;
        boolean more = cursor.next();
        while (more) {
            long client = cursor.client;
            int clock = 0;
            do {
                if (cursor.clock == clock && cursor.kind != StructKind.SKIP) {
                    clock = cursor.endClock();
                }
                more = cursor.next();
            } while (more && cursor.client == client);
            if (clock > 0) {
                if (out == null) {
                    out = new ByteWriter();
                    out.writeUint8(0);
                }
                out.writeVarUint(client);
                out.writeVarUint(clock);
                clients++;
            }
        }
        if (out == null) {
            return new byte[] {0};
        }
        out.fillVarUint(0, clients);
        return out.toByteArray();
    }

    /** What a document knows that has applied just this update: of each client the units from clock 0 up to the first gap. */
    public static StateVector stateVectorOf(byte[] update, UpdateFormat format) {
        return StateVector.decode(encodeStateVectorOf(update, format));
    }

    /** Which clocks an update spans. */
    public static UpdateMeta metaOf(byte[] update, UpdateFormat format) {
        Map<Long, Integer> from = new HashMap<>();
        Map<Long, Integer> to = new HashMap<>();
        var cursor = UpdateCursor.of(update, format);
        while (cursor.next()) {
            from.merge(cursor.client, cursor.clock, Math::min);
            to.merge(cursor.client, cursor.endClock(), Math::max);
        }
        return new UpdateMeta(StateVector.of(from), StateVector.of(to));
    }

    /**
     * The same update in another format.
     *
     * <p>Format 2 can hold values in embeds and formats that JSON can't: {@code undefined}, bytes, {@code bigint}. On the way to format 1
     * they become what {@link dev.weft.lib0.JsonText#of} says; Yjs throws for some of them.
     */
    public static byte[] convert(byte[] update, UpdateFormat from, UpdateFormat to) {
        var cursor = UpdateCursor.of(update, from);
        var writer = UpdateWriter.of(to);
        copyStructs(cursor, writer);
        writer.deletions(cursor.readDeletions());
        return writer.toByteArray();
    }

    private static void copyStructs(UpdateCursor cursor, UpdateWriter writer) {
        long client = -1;
        int endClock = 0;
        while (cursor.next()) {
            if (cursor.client != client || cursor.clock != endClock) {
                client = cursor.client;
                writer.beginClient(client, cursor.clock);
            }
            writer.struct(cursor, 0);
            endClock = cursor.endClock();
        }
    }

    /** An update as records, for inspection. */
    public static DecodedUpdate decode(byte[] update, UpdateFormat format) {
        return UpdateDecoder.decode(UpdateCursor.of(update, format));
    }

    /**
     * The same update with its content replaced, so that a document that shows a bug can be passed on without what was written in it.
     * The structure stays, and with it what can be told from that.
     */
    public static byte[] obfuscate(byte[] update, UpdateFormat format, Obfuscation options) {
        return UpdateObfuscator.obfuscate(UpdateCursor.of(update, format), UpdateWriter.of(format), options);
    }

    /** Whether two updates hold the same structs and deletions, however they are cut, ordered and encoded. */
    public static boolean equal(byte[] one, UpdateFormat oneFormat, byte[] other, UpdateFormat otherFormat) {
        return Arrays.equals(normalised(one, oneFormat), normalised(other, otherFormat));
    }

    private static byte[] normalised(byte[] update, UpdateFormat format) {
        byte[] merged = merge(List.of(update), format);
        return format == UpdateFormat.V1 ? merged : convert(merged, format, UpdateFormat.V1);
    }
}
