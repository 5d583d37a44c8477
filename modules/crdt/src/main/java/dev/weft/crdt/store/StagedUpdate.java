package dev.weft.crdt.store;

import dev.weft.crdt.update.MalformedUpdateException;
import dev.weft.crdt.update.ParentKind;
import dev.weft.crdt.update.StructKind;
import dev.weft.crdt.update.UpdateCursor;
import dev.weft.lib0.ByteWriter;
import java.util.Arrays;

/**
 * One update, decoded completely into rows that aren't part of the document yet. Only when nothing in it can fail any more are
 * the rows integrated, where they lie.
 *
 * <p>A staged row uses its links, which it has no neighbours for yet, to hold what the update said:
 *
 * <table>
 *   <caption>Fields of a staged row that mean something else</caption>
 *   <tr><td>left</td><td>parent: {@link #NEIGHBOUR}, {@link #ROOT}, or the client index of the parent's item</td></tr>
 *   <tr><td>right</td><td>name of the root, or clock of the parent's item</td></tr>
 *   <tr><td>next</td><td>map key, or NONE</td></tr>
 *   <tr><td>content, parent</td><td>where the content is, see {@link #source}, and its number of bytes</td></tr>
 * </table>
 *
 * <p>Names and clients that came up are forgotten when the update is malformed.
 */
final class StagedUpdate {
    static final int NEIGHBOUR = -1;
    static final int ROOT = -2;

    private static final int NONE = Rows.NONE;

    private static final byte[] NO_BYTES = {};

    /** A longer array of copies isn't kept for the next update. */
    private static final int KEPT_BYTES = 4096;

    private static final int KEPT_DELETIONS = 256;

    private final StructStore store;
    private final Rows rows;
    private final Clients clients;
    private final Names names;

    private byte[] update = NO_BYTES;

    /** Content that the cursor made up, and will overwrite. */
    private ByteWriter copies = new ByteWriter(0);

    /** Client, first row, number of structs of each block, in the order of the update. */
    final IntList blocks = new IntList();

    /** Client index or NONE, clock, length of each deletion; the ids of unknown clients in {@link #deletionClients}. */
    final IntList deletions = new IntList();

    private long[] deletionClients = new long[4];

    private int rowsBefore;
    private int clientsBefore;
    private int namesBefore;

    // What the structs will take of the store.
    private int contentBytes;
    private int typeCount;
    private int keyCount;

    StagedUpdate(StructStore store) {
        this.store = store;
        this.rows = store.rows;
        this.clients = store.clients;
        this.names = store.names;
    }

    /**
     * Decodes an update.
     *
     * @param cursor before the first struct
     * @param bytes what the cursor reads
     * @throws MalformedUpdateException and then nothing has changed
     */
    void decode(UpdateCursor cursor, byte[] bytes) {
        rowsBefore = rows.top();
        clientsBefore = clients.count();
        namesBefore = names.count();
        blocks.clear();
        deletions.clear();
        update = bytes;
        copies.reset();
        contentBytes = 0;
        typeCount = 0;
        keyCount = 0;
        try {
            decodeStructs(cursor);
            decodeDeletions(cursor);
        } catch (RuntimeException e) {
            discard();
            names.truncate(namesBefore);
            throw e;
        }
    }

    /**
     * Makes room in the store for all that the structs hold, so that nothing has to grow step by step. What the cursor has read
     * bounds it.
     */
    void reserve() {
        store.arena.reserve(contentBytes);
        store.types.reserve(typeCount);
        store.entries.reserve(keyCount);
    }

    /** The update is integrated: its bytes, and room that only a large one needs, aren't kept. */
    void release() {
        update = NO_BYTES;
        if (copies.array().length > KEPT_BYTES) {
            copies = new ByteWriter(0);
        }
        if (deletionClients.length > KEPT_DELETIONS) {
            deletionClients = new long[4];
        }
        if (rows.top() - rowsBefore > rowsBefore) {
            store.trim();
        }
        forgetUnusedClients();
    }

    /** Frees all rows: none was integrated. */
    private void discard() {
        rows.truncate(rowsBefore);
        forgetUnusedClients();
    }

    /** Forgets clients that came up and got no struct. */
    private void forgetUnusedClients() {
        if (clients.count() > clientsBefore) {
            clients.forgetUnusedFrom(clientsBefore);
        }
    }

    int parentKind(int row) {
        return rows.left(row);
    }

    int parentClock(int row) {
        return rows.right(row);
    }

    int rootName(int row) {
        return rows.right(row);
    }

    int mapKey(int row) {
        return rows.next(row);
    }

    /** The array that has the content of a staged row: the update, or copies. */
    byte[] source(int content) {
        return content >= 0 ? update : copies.array();
    }

    /** Where {@link #source} has the content's first byte. */
    static int offset(int content) {
        return content >= 0 ? content : ~content;
    }

    int contentBytes(int row) {
        return rows.parent(row);
    }

    private void decodeStructs(UpdateCursor cursor) {
        long blockClient = -1;
        int client = NONE;
        int expectedClock = 0;
        int structs = 0;
        int struct = 0;
        while (cursor.next()) {
            int clock = cursor.clock();
            if (cursor.client() != blockClient || clock != expectedClock) {
                closeBlock(structs);
                structs = 0;
                blockClient = cursor.client();
                client = clients.indexOfOrAdd(blockClient);
                blocks.add(client);
                blocks.add(rows.top());
                blocks.add(0);
                reserveRows(cursor, struct);
            }
            stage(cursor, client, clock, struct);
            expectedClock = cursor.endClock();
            structs++;
            struct++;
        }
        closeBlock(structs);
    }

    /** Everything is looked up first, so that the row is then filled without anything in between. */
    private void stage(UpdateCursor cursor, int client, int clock, int struct) {
        int originClient = cursor.hasOrigin()
                ? pastClient(client, clock, cursor.originClient(), cursor.originClock(), "left origin", struct)
                : NONE;
        int rightOriginClient = cursor.hasRightOrigin()
                ? pastClient(
                        client, clock, cursor.rightOriginClient(), cursor.rightOriginClock(), "right origin", struct)
                : NONE;
        int kind = cursor.kind();
        int length = cursor.length();
        int content = cursor.contentBytes() == update ? cursor.contentStart() : copyContent(cursor);
        int bytes = cursor.contentEnd() - cursor.contentStart();
        int nonAscii = kind == StructKind.STRING && bytes != length ? Rows.NON_ASCII : 0;

        int row = rows.allocateAtTop();
        rows.setClock(row, clock);
        rows.setLength(row, length);
        rows.setLeft(row, NEIGHBOUR);
        rows.setNext(row, NONE);
        rows.setOrigin(row, originClient, originClient == NONE ? 0 : cursor.originClock());
        rows.setRightOrigin(row, rightOriginClient, rightOriginClient == NONE ? 0 : cursor.rightOriginClock());
        rows.setContent(row, content);
        rows.setParent(row, bytes);
        rows.setClientAndFlags(row, client << Rows.CLIENT_SHIFT | Rows.STAGED | nonAscii | kind);

        if (cursor.parentKind() != ParentKind.NEIGHBOUR) {
            stageParent(cursor, row, client, clock, struct);
        }
        contentBytes += bytes;
        if (kind == StructKind.TYPE) {
            typeCount++;
        }
    }

    /** Makes room for the structs of a block, and for as many more as are to be expected if those so far were typical. */
    private void reserveRows(UpdateCursor cursor, int structsBefore) {
        int inBlock = 1 + cursor.structsLeft();
        if (inBlock > 1 && !rows.hasRoom(inBlock)) {
            long expected = inBlock + (long) structsBefore * cursor.bytesLeft() / Math.max(1, cursor.bytesRead());
            rows.reserve(Math.clamp(expected, 1, Math.max(1, cursor.bytesLeft() / 2)));
        }
    }

    private void closeBlock(int structs) {
        if (!blocks.isEmpty()) {
            blocks.set(blocks.size() - 1, structs);
        }
    }

    private void stageParent(UpdateCursor cursor, int row, int client, int clock, int struct) {
        if (cursor.parentKind() == ParentKind.ROOT) {
            rows.setLeft(row, ROOT);
            rows.setRight(row, names.intern(cursor.rootNameBytes(), cursor.rootNameStart(), cursor.rootNameEnd()));
        } else {
            rows.setLeft(row, pastClient(client, clock, cursor.parentClient(), cursor.parentClock(), "parent", struct));
            rows.setRight(row, cursor.parentClock());
        }
        if (cursor.hasMapKey()) {
            keyCount++;
            rows.setNext(row, names.intern(cursor.mapKeyBytes(), cursor.mapKeyStart(), cursor.mapKeyEnd()));
        }
    }

    /** The index of a client that a struct refers to. To its own client's structs it can only refer as far as they came before. */
    private int pastClient(int client, int clock, long otherId, int otherClock, String what, int struct) {
        int other = clients.indexOfOrAdd(otherId);
        if (other == client && otherClock >= clock) {
            throw new MalformedUpdateException(
                    0,
                    "struct " + struct + ", " + otherId + ":" + clock + ", with " + what + " " + otherClock
                            + " of its own client",
                    "a clock below its own");
        }
        return other;
    }

    private int copyContent(UpdateCursor cursor) {
        int from = copies.size();
        copies.writeBytes(cursor.contentBytes(), cursor.contentStart(), cursor.contentEnd());
        return ~from;
    }

    private void decodeDeletions(UpdateCursor cursor) {
        int count = 0;
        while (cursor.nextDeletion()) {
            if (count == deletionClients.length) {
                deletionClients = Arrays.copyOf(deletionClients, count * 2);
            }
            deletionClients[count++] = cursor.deletionClient();
            deletions.add(clients.indexOf(cursor.deletionClient()));
            deletions.add(cursor.deletionClock());
            deletions.add(cursor.deletionLength());
        }
    }

    /** Client id of a deletion. */
    long deletionClient(int index) {
        return deletionClients[index];
    }
}
