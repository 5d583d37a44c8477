package dev.weft.crdt.update;

import dev.weft.lib0.MalformedInputException;
import dev.weft.lib0.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Steps over the structs of an update and then over its deletions, checking every byte on the way, without making objects.
 *
 * <pre>{@code
 * var cursor = UpdateCursor.of(update, UpdateFormat.V1);
 * while (cursor.next()) {
 *     … cursor.client(), cursor.clock(), cursor.kind() …
 * }
 * while (cursor.nextDeletion()) {
 *     … cursor.deletionClient(), cursor.deletionClock(), cursor.deletionLength() …
 * }
 * }</pre>
 *
 * <p>What the getters say holds until the next step. Slices are an array with a start (inclusive) and an end (exclusive); the array
 * is mostly the update itself, else memory that the next step overwrites. Nobody but the cursor may write to it.
 *
 * <p>Clients come in the order of the update: Yjs writes them descending, but readers must accept any order, and one client
 * more than once. Clocks of one block ascend without gaps other than {@link StructKind#SKIP}. A struct or deletion of
 * length 0 holds nothing and is stepped over silently. Bytes behind the deletions are ignored, as in Yjs.
 *
 * <p>Stricter than Yjs in one point: clocks, and the ends of structs and deletions, are at most 2^31 − 1.
 * A length is otherwise only a claim (a few bytes may claim 2^31 units): never allocate by it.
 *
 * <p>Every method that reads throws {@link MalformedUpdateException}. Not safe for use by several threads at once.
 */
public abstract sealed class UpdateCursor permits UpdateCursorV1, UpdateCursorV2 {
    // The parts of an info byte.
    static final int HAS_ORIGIN = 0x80;
    static final int HAS_RIGHT_ORIGIN = 0x40;
    static final int HAS_MAP_KEY = 0x20;
    static final int KIND = 0x1f;

    private static final byte[] NO_BYTES = {};

    // The struct.
    int kind;
    long client;
    int clock;
    int length;
    boolean hasOrigin;
    long originClient;
    int originClock;
    boolean hasRightOrigin;
    long rightOriginClient;
    int rightOriginClock;
    ParentKind parentKind = ParentKind.NEIGHBOUR;
    long parentClient;
    int parentClock;
    byte[] rootName = NO_BYTES;
    int rootNameStart;
    int rootNameEnd;
    boolean hasMapKey;
    byte[] mapKey = NO_BYTES;
    int mapKeyStart;
    int mapKeyEnd;
    byte[] content = NO_BYTES;
    int contentStart;
    int contentEnd;

    // The any value of an embed or format in an update of format 2; its end is 0 if there is none.
    byte[] rawValue = NO_BYTES;
    int rawValueStart;
    int rawValueEnd;

    /** Text of format 2 that begins or ends with half a surrogate pair, which the content as UTF-8 can't hold; else null. */
    @Nullable
    String textWithHalves;

    // The deletion.
    long deletionClient;
    int deletionClock;
    int deletionLength;

    private boolean onStruct;
    private boolean structsRead;

    UpdateCursor() {}

    /** A cursor before the first struct of an update, which it reads in place: don't change it meanwhile. */
    public static UpdateCursor of(byte[] update, UpdateFormat format) {
        return of(update, 0, update.length, format);
    }

    /** A cursor on the update that a slice of an array holds. */
    public static UpdateCursor of(byte[] bytes, int start, int end, UpdateFormat format) {
        return switch (format) {
            case V1 -> new UpdateCursorV1(bytes, start, end);
            case V2 -> new UpdateCursorV2(bytes, start, end);
        };
    }

    /**
     * Steps to the next struct.
     *
     * @return false if there is none left; then go on with {@link #nextDeletion()}
     */
    public final boolean next() {
        if (structsRead) {
            return false;
        }
        try {
            do {
                if (!readStruct()) {
                    readDeletionsHeader();
                    structsRead = true;
                    onStruct = false;
                    return false;
                }
            } while (length == 0);
            onStruct = true;
            return true;
        } catch (MalformedInputException malformed) {
            throw new MalformedUpdateException(malformed);
        }
    }

    /**
     * Steps to the next range of deleted units, once there is no struct left.
     *
     * @return false if there is none left
     */
    public final boolean nextDeletion() {
        if (!structsRead) {
            throw new IllegalStateException("the deletions come after the structs: call next() until it returns false");
        }
        try {
            do {
                if (!readDeletion()) {
                    return false;
                }
            } while (deletionLength == 0);
            return true;
        } catch (MalformedInputException malformed) {
            throw new MalformedUpdateException(malformed);
        }
    }

    /** Reads all ranges of deleted units that are left, once there is no struct left. */
    public final IdSet readDeletions() {
        var deletions = IdSet.builder();
        while (nextDeletion()) {
            deletions.add(deletionClient, deletionClock, deletionLength);
        }
        return deletions.build();
    }

    /** Goes back to before the first struct of the same update. */
    public final void rewind() {
        structsRead = false;
        onStruct = false;
        try {
            readHeader();
        } catch (MalformedInputException malformed) {
            throw new MalformedUpdateException(malformed);
        }
    }

    /** Starts anew on another update in the same format, so that one cursor can serve many. */
    public final void reset(byte[] bytes, int start, int end) {
        setInput(bytes, start, end);
        rewind();
    }

    /**
     * Reads the whole update, from its start, and rewinds: afterwards nothing in it can throw.
     *
     * @return the number of structs
     */
    public final int validate() {
        rewind();
        int structs = 0;
        while (next()) {
            requirePast(structs);
            structs++;
        }
        while (nextDeletion()) {
            // Reading is checking.
        }
        rewind();
        return structs;
    }

    /** A client's struct can only refer to what the client made before. Documents refuse anything else, and so must whoever checks for them. */
    private void requirePast(int struct) {
        if (hasOrigin()) {
            requirePast(struct, originClient(), originClock(), "left origin");
        }
        if (hasRightOrigin()) {
            requirePast(struct, rightOriginClient(), rightOriginClock(), "right origin");
        }
        if (parentKind() == ParentKind.ITEM) {
            requirePast(struct, parentClient(), parentClock(), "parent");
        }
    }

    private void requirePast(int struct, long otherClient, int otherClock, String what) {
        if (otherClient == client() && otherClock >= clock()) {
            throw new MalformedUpdateException(
                    0,
                    "struct " + struct + ", " + client() + ":" + clock() + ", with " + what + " " + otherClock
                            + " of its own client",
                    "a clock below its own");
        }
    }

    /** Puts another map key in the place of the item's own, until the next step. */
    final void replaceMapKey(byte[] key) {
        mapKey = key;
        mapKeyStart = 0;
        mapKeyEnd = key.length;
    }

    /** Whether the last step was to a struct. */
    final boolean isOnStruct() {
        return onStruct;
    }

    /** The array that holds the update. */
    abstract byte[] input();

    abstract void setInput(byte[] bytes, int start, int end);

    /** Goes to the start of the input and reads up to the first client. */
    abstract void readHeader();

    /** Reads one struct into the fields; false behind the last. */
    abstract boolean readStruct();

    abstract void readDeletionsHeader();

    /** Reads one deletion into the fields; false behind the last. */
    abstract boolean readDeletion();

    /** One of {@link StructKind}. */
    public final int kind() {
        return kind;
    }

    /** 0 to 2^53 − 1. */
    public final long client() {
        return client;
    }

    /** Clock of the first unit. */
    public final int clock() {
        return clock;
    }

    /** Number of clock units, at least 1: UTF-16 units of a string, values, or what a struct without content claims. */
    public final int length() {
        return length;
    }

    /** Number of structs that the client's block announces behind this one; more than a few bytes can hold, it may be a lie. */
    public abstract int structsLeft();

    /** Bytes of the update up to here, about: format 2 is read in several places at once. */
    public abstract int bytesRead();

    /** Bytes of the update from here on, about. */
    public abstract int bytesLeft();

    /** Lets go of the update; the cursor must be {@link #reset} before it is used again. */
    public final void release() {
        setInput(NO_BYTES, 0, 0);
    }

    /** Clock behind the last unit. */
    public final int endClock() {
        return clock + length;
    }

    /** Whether the item knew a left neighbour when it was made. */
    public final boolean hasOrigin() {
        return hasOrigin;
    }

    /** Client of the left origin; undefined unless {@link #hasOrigin()}. */
    public final long originClient() {
        return originClient;
    }

    /** Clock of the left origin; undefined unless {@link #hasOrigin()}. */
    public final int originClock() {
        return originClock;
    }

    /** Whether the item knew a right neighbour when it was made. */
    public final boolean hasRightOrigin() {
        return hasRightOrigin;
    }

    /** Client of the right origin; undefined unless {@link #hasRightOrigin()}. */
    public final long rightOriginClient() {
        return rightOriginClient;
    }

    /** Clock of the right origin; undefined unless {@link #hasRightOrigin()}. */
    public final int rightOriginClock() {
        return rightOriginClock;
    }

    /** How the item says where it belongs; {@link ParentKind#NEIGHBOUR} for GC and Skip. */
    public final ParentKind parentKind() {
        return parentKind;
    }

    /** Client of the item that holds the parent; undefined unless {@link ParentKind#ITEM}. */
    public final long parentClient() {
        return parentClient;
    }

    /** Clock of the item that holds the parent; undefined unless {@link ParentKind#ITEM}. */
    public final int parentClock() {
        return parentClock;
    }

    /** Name of the root type that is the parent; undefined unless {@link ParentKind#ROOT}. */
    public final String rootName() {
        return Utf8.decode(rootName, rootNameStart, rootNameEnd);
    }

    /** UTF-8 of {@link #rootName()}, as a slice. */
    public final byte[] rootNameBytes() {
        return rootName;
    }

    /** Where {@link #rootNameBytes()} has the name's first byte. */
    public final int rootNameStart() {
        return rootNameStart;
    }

    /** Behind the name's last byte. */
    public final int rootNameEnd() {
        return rootNameEnd;
    }

    /** Whether the item itself names its map key. An entry with an origin doesn't: it takes the key from its neighbour. */
    public final boolean hasMapKey() {
        return hasMapKey;
    }

    /** The map key; undefined unless {@link #hasMapKey()}. */
    public final String mapKey() {
        return Utf8.decode(mapKey, mapKeyStart, mapKeyEnd);
    }

    /** UTF-8 of {@link #mapKey()}, as a slice. */
    public final byte[] mapKeyBytes() {
        return mapKey;
    }

    /** Where {@link #mapKeyBytes()} has the key's first byte. */
    public final int mapKeyStart() {
        return mapKeyStart;
    }

    /** Behind the key's last byte. */
    public final int mapKeyEnd() {
        return mapKeyEnd;
    }

    /**
     * The array of the content, a slice in the encoding of format 1 whatever the update's format, without the count or byte length that
     * format 1 puts before it:
     *
     * <table>
     * <caption>What the slice holds</caption>
     * <tr><th>Kind</th><th>Slice</th></tr>
     * <tr><td>GC, Deleted, Skip</td><td>nothing</td></tr>
     * <tr><td>JSON</td><td>{@link #length()} times varString, each JSON text or the word {@code undefined}</td></tr>
     * <tr><td>Binary</td><td>the bytes</td></tr>
     * <tr><td>String</td><td>UTF-8</td></tr>
     * <tr><td>Embed</td><td>UTF-8 of the JSON text</td></tr>
     * <tr><td>Format</td><td>varString key, varString JSON text</td></tr>
     * <tr><td>Type</td><td>varUint type ref, and for those that have one varString name</td></tr>
     * <tr><td>Any</td><td>{@link #length()} times any</td></tr>
     * <tr><td>Doc</td><td>varString guid, any options, which are an object</td></tr>
     * </table>
     */
    public final byte[] contentBytes() {
        return content;
    }

    /** Where {@link #contentBytes()} has the content's first byte. */
    public final int contentStart() {
        return contentStart;
    }

    /** Behind the content's last byte. */
    public final int contentEnd() {
        return contentEnd;
    }

    /** Whether a string is all ASCII; undefined for other kinds. */
    public final boolean isAscii() {
        return contentEnd - contentStart == length;
    }

    /** Client of the deleted units. */
    public final long deletionClient() {
        return deletionClient;
    }

    /** Clock of the first deleted unit. */
    public final int deletionClock() {
        return deletionClock;
    }

    /** Number of deleted units, at least 1. */
    public final int deletionLength() {
        return deletionLength;
    }
}
