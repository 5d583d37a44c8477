package dev.weft.engine.host;

import dev.weft.crdt.update.ParentKind;
import dev.weft.crdt.update.StateVector;
import dev.weft.crdt.update.StructKind;
import dev.weft.crdt.update.UpdateCursor;
import dev.weft.crdt.update.UpdateFormat;
import java.util.HashMap;
import java.util.Map;

/** Finds out, without applying an update, whether any of it would have to wait for something missing. Linear in the update. */
final class Prerequisites {
    private final StateVector known;

    /** First clock of each client that would be missing still, had the update been applied. */
    private final Map<Long, Integer> reached = new HashMap<>();

    private Prerequisites(StateVector known) {
        this.known = known;
    }

    /**
     * @param known what is there already
     * @throws dev.weft.crdt.update.MalformedUpdateException if {@code update} is none
     */
    static boolean areMet(byte[] update, StateVector known) {
        Prerequisites prerequisites = new Prerequisites(known);
        UpdateCursor cursor = UpdateCursor.of(update, UpdateFormat.V1);
        if (!prerequisites.followOn(cursor)) {
            return false;
        }
        cursor.rewind();
        return prerequisites.referToWhatIsThere(cursor);
    }

    /** Whether each client's structs begin where what is there ends, or before. */
    private boolean followOn(UpdateCursor cursor) {
        while (cursor.next()) {
            if (cursor.kind() == StructKind.SKIP) {
                continue;
            }
            int there = reached(cursor.client());
            if (cursor.clock() > there) {
                return false;
            }
            reached.put(cursor.client(), Math.max(there, cursor.endClock()));
        }
        return true;
    }

    private boolean referToWhatIsThere(UpdateCursor cursor) {
        while (cursor.next()) {
            boolean met = (!cursor.hasOrigin() || has(cursor.originClient(), cursor.originClock()))
                    && (!cursor.hasRightOrigin() || has(cursor.rightOriginClient(), cursor.rightOriginClock()))
                    && (cursor.parentKind() != ParentKind.ITEM || has(cursor.parentClient(), cursor.parentClock()));
            if (!met) {
                return false;
            }
        }
        while (cursor.nextDeletion()) {
            if (!has(cursor.deletionClient(), cursor.deletionClock() + cursor.deletionLength() - 1)) {
                return false;
            }
        }
        return true;
    }

    private boolean has(long client, int clock) {
        return clock < reached(client);
    }

    private int reached(long client) {
        return reached.getOrDefault(client, known.clock(client));
    }
}
