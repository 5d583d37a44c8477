package dev.weft.crdt.update;

import dev.weft.lib0.ByteWriter;

/**
 * Writes structs one after the other and, if told to, adjacent ones of a client as one, where a document of Yjs would join them if
 * they stood side by side in it: both are GC; or both are deleted content, text, any or JSON values, the right one's left origin is the
 * left one's last unit, and their right origins are equal. The meaning is the same: an item of n units <em>is</em> n items of one unit
 * that follow each other in this way.
 *
 * <p>The header of the open struct is already written; its content waits, since the next struct may add to it.
 *
 * <p>Source: yjs 13.6.33, {@code src/structs/Item.js}, {@code mergeWith}.
 */
final class StructJoiner {
    private static final int NONE = -1;

    private final UpdateWriter out;
    private final boolean joining;
    private final ContentSlice slice = new ContentSlice();
    private final ByteWriter joined = new ByteWriter(0);

    private int openKind = NONE;
    private long client;
    private int endClock;
    private int length;
    private boolean hasRightOrigin;
    private long rightOriginClient;
    private int rightOriginClock;

    /** Content of the open struct, unless it is in {@link #joined}. */
    private byte[] content = {};

    private int contentStart;
    private int contentEnd;
    private boolean isInJoined;

    StructJoiner(UpdateWriter out, boolean joining) {
        this.out = out;
        this.joining = joining;
    }

    void beginClient(long client, int clock) {
        close();
        out.beginClient(client, clock);
        this.client = client;
        endClock = clock;
    }

    void skip(int units) {
        close();
        out.skip(units);
        endClock += units;
    }

    /** Whether the open struct is a GC. */
    boolean isGcOpen() {
        return openKind == StructKind.GC;
    }

    /** Adds to the open GC the one on which the cursor stands, without its first {@code offset} units. */
    void joinGc(UpdateCursor cursor, int offset) {
        length += cursor.length - offset;
        endClock = cursor.endClock();
    }

    /** Adds the struct on which a cursor stands, without its first {@code offset} units; it follows the one before. */
    void add(UpdateCursor cursor, int offset) {
        if (joining && joins(cursor, offset)) {
            if (cursor.kind != StructKind.GC && cursor.kind != StructKind.DELETED) {
                append(cursor, offset);
            }
            length += cursor.length - offset;
        } else {
            close();
            open(cursor, offset);
        }
        endClock = cursor.endClock();
    }

    private boolean joins(UpdateCursor cursor, int offset) {
        if (cursor.kind != openKind || cursor.textWithHalves != null) {
            return false;
        }
        if (openKind == StructKind.GC) {
            return true;
        }
        boolean followsOpen =
                offset > 0 || cursor.hasOrigin && cursor.originClient == client && cursor.originClock == endClock - 1;
        return followsOpen
                && cursor.hasRightOrigin == hasRightOrigin
                && (!hasRightOrigin
                        || cursor.rightOriginClient == rightOriginClient
                                && cursor.rightOriginClock == rightOriginClock);
    }

    private void open(UpdateCursor cursor, int offset) {
        if (cursor.textWithHalves != null) {
            // Stays as it is, for joining would lose the halves.
            out.struct(cursor, offset);
            return;
        }
        switch (cursor.kind) {
            case StructKind.GC -> setOpen(cursor, offset);
            case StructKind.DELETED, StructKind.STRING, StructKind.ANY, StructKind.JSON -> {
                out.itemHeader(cursor, offset);
                setOpen(cursor, offset);
                slice.set(cursor, offset);
                content = slice.bytes;
                contentStart = slice.start;
                contentEnd = slice.end;
                isInJoined = false;
                if (content != cursor.input()) {
                    moveToJoined();
                }
            }
            default -> out.struct(cursor, offset);
        }
    }

    private void setOpen(UpdateCursor cursor, int offset) {
        openKind = cursor.kind;
        length = cursor.length - offset;
        hasRightOrigin = cursor.hasRightOrigin;
        rightOriginClient = cursor.rightOriginClient;
        rightOriginClock = cursor.rightOriginClock;
    }

    private void append(UpdateCursor cursor, int offset) {
        if (!isInJoined) {
            moveToJoined();
        }
        slice.set(cursor, offset);
        joined.writeBytes(slice.bytes, slice.start, slice.end);
    }

    private void moveToJoined() {
        joined.reset();
        joined.writeBytes(content, contentStart, contentEnd);
        isInJoined = true;
    }

    /** Writes what is open. */
    void close() {
        if (openKind == StructKind.GC) {
            out.gc(length);
        } else if (openKind != NONE) {
            if (isInJoined) {
                out.content(openKind, length, joined.array(), 0, joined.size());
            } else {
                out.content(openKind, length, content, contentStart, contentEnd);
            }
        }
        openKind = NONE;
    }
}
