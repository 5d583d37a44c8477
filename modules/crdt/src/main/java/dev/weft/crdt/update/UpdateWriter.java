package dev.weft.crdt.update;

import dev.weft.lib0.ByteWriter;

/**
 * Writes an update: the structs of one client after the other, then the deletions. The mirror of {@link UpdateCursor}.
 *
 * <pre>{@code
 * var writer = UpdateWriter.of(UpdateFormat.V1);
 * writer.beginClient(client, clock);
 * writer.beginItem(StructKind.STRING, true, false, false);
 * writer.origin(client, clock - 1);
 * writer.content(StructKind.STRING, 1, text, 0, 1);
 * writer.deletions(IdSet.empty());
 * byte[] update = writer.toByteArray();
 * }</pre>
 *
 * <p>The calls must come in the order of the format: {@link #beginItem}, the origins that it announced, or else the parent and the map
 * key, then {@link #content}. Clients should come in descending order, since Yjs applies such updates fastest, and each only once.
 * The writer counts structs and clients; it doesn't check that what it is told makes sense.
 *
 * <p>Reusable by {@link #reset}. Not safe for use by several threads at once.
 */
public abstract sealed class UpdateWriter permits UpdateWriterV1, UpdateWriterV2 {
    /** All that has no column of its own: in format 1 everything. */
    final ByteWriter rest = new ByteWriter(64);

    private final ContentSlice slice = new ContentSlice();
    private int clients;
    private int blockStart;
    private int structs;
    private boolean deletionsWritten;

    UpdateWriter() {
        rest.writeUint8(0);
    }

    /** A writer of an empty update. */
    public static UpdateWriter of(UpdateFormat format) {
        return switch (format) {
            case V1 -> new UpdateWriterV1();
            case V2 -> new UpdateWriterV2();
        };
    }

    /** Forgets what was written and keeps the room. */
    public void reset() {
        rest.reset();
        rest.writeUint8(0);
        clients = 0;
        structs = 0;
        deletionsWritten = false;
    }

    /**
     * Begins the structs of a client; at least one must follow.
     *
     * @param clock of the first of them; the others follow without gaps but Skips
     */
    public final void beginClient(long client, int clock) {
        endClient();
        clients++;
        blockStart = rest.size();
        rest.writeUint8(0);
        writeClient(client);
        rest.writeVarUint(clock);
    }

    private void endClient() {
        if (structs > 0) {
            rest.fillVarUint(blockStart, structs);
            structs = 0;
        }
    }

    /** Collected garbage of so many units. */
    public final void gc(int length) {
        structs++;
        writeInfo(StructKind.GC);
        writeLength(length);
    }

    /** A gap of so many units. */
    public final void skip(int length) {
        structs++;
        writeInfo(StructKind.SKIP);
        rest.writeVarUint(length);
    }

    /**
     * Begins an item.
     *
     * @param mapKey whether it is a map entry: Yjs's documents say so even of an entry that has an origin, and then write no key
     */
    public final void beginItem(int kind, boolean origin, boolean rightOrigin, boolean mapKey) {
        structs++;
        writeInfo(kind
                | (origin ? UpdateCursor.HAS_ORIGIN : 0)
                | (rightOrigin ? UpdateCursor.HAS_RIGHT_ORIGIN : 0)
                | (mapKey ? UpdateCursor.HAS_MAP_KEY : 0));
    }

    /** The item's left neighbour when it was made; announced by {@link #beginItem}. */
    public abstract void origin(long client, int clock);

    /** The item's right neighbour when it was made; announced by {@link #beginItem}, and after the left one. */
    public abstract void rightOrigin(long client, int clock);

    /** The parent is the root type whose name a slice of well-formed UTF-8 holds. */
    public abstract void rootParent(byte[] name, int start, int end);

    /** The parent is the type that an item holds. */
    public abstract void itemParent(long client, int clock);

    /** The map key, a slice of well-formed UTF-8. */
    public abstract void mapKey(byte[] key, int start, int end);

    /**
     * The content, as {@link UpdateCursor#contentBytes()} describes it.
     *
     * @param length clock units
     */
    public abstract void content(int kind, int length, byte[] bytes, int start, int end);

    /**
     * Copies the struct on which a cursor stands, without its first {@code offset} units.
     *
     * <p>An item that is cut gets the unit before the cut as its left origin; text cut inside a surrogate pair begins with U+FFFD.
     * An entry is marked as a map entry only if it names its key, even when it is cut and the key left out, as in Yjs's operations on
     * updates.
     *
     * @param offset 0 ≤ offset &lt; length
     */
    public final void struct(UpdateCursor cursor, int offset) {
        switch (cursor.kind) {
            case StructKind.GC -> gc(cursor.length - offset);
            case StructKind.SKIP -> skip(cursor.length - offset);
            default -> {
                itemHeader(cursor, offset);
                if (offset == 0) {
                    content(cursor);
                } else {
                    slice.set(cursor, offset);
                    content(cursor.kind, cursor.length - offset, slice.bytes, slice.start, slice.end);
                }
            }
        }
    }

    /** Copies all of an item but its content. */
    final void itemHeader(UpdateCursor cursor, int offset) {
        boolean origin = cursor.hasOrigin || offset > 0;
        boolean neighbour = origin || cursor.hasRightOrigin;
        beginItem(cursor.kind, origin, cursor.hasRightOrigin, cursor.hasMapKey);
        if (offset > 0) {
            origin(cursor.client, cursor.clock + offset - 1);
        } else if (origin) {
            origin(cursor.originClient, cursor.originClock);
        }
        if (cursor.hasRightOrigin) {
            rightOrigin(cursor.rightOriginClient, cursor.rightOriginClock);
        }
        if (!neighbour) {
            if (cursor.parentKind == ParentKind.ROOT) {
                rootParent(cursor.rootName, cursor.rootNameStart, cursor.rootNameEnd);
            } else {
                itemParent(cursor.parentClient, cursor.parentClock);
            }
            if (cursor.hasMapKey) {
                mapKey(cursor.mapKey, cursor.mapKeyStart, cursor.mapKeyEnd);
            }
        }
    }

    /** Copies the content of the item on which a cursor stands. */
    void content(UpdateCursor cursor) {
        content(cursor.kind, cursor.length, cursor.content, cursor.contentStart, cursor.contentEnd);
    }

    /** Ends the structs and writes the deletions; at most once. */
    public final void deletions(IdSet deleted) {
        endStructs();
        deleted.writeTo(rest, format());
    }

    /** Like {@link #deletions}, of a set of one range. */
    public final void deletion(long client, int clock, int length) {
        endStructs();
        IdSet.writeRangeTo(rest, format(), client, clock, length);
    }

    /** Like {@link #deletions}, of a set that was encoded in the writer's format before. */
    public final void encodedDeletions(byte[] deleted) {
        endStructs();
        rest.writeBytes(deleted);
    }

    private void endStructs() {
        if (deletionsWritten) {
            throw new IllegalStateException("the deletions are already written");
        }
        endClient();
        rest.fillVarUint(0, clients);
        deletionsWritten = true;
    }

    /** Makes room for about so many more bytes. */
    public final void reserve(int bytes) {
        rest.ensure(bytes);
    }

    /** The update, in a new array; without deletions if none were written. */
    public final byte[] toByteArray() {
        if (!deletionsWritten) {
            deletions(IdSet.empty());
        }
        return assemble();
    }

    abstract UpdateFormat format();

    abstract void writeClient(long client);

    abstract void writeInfo(int info);

    abstract void writeLength(int length);

    abstract byte[] assemble();
}
