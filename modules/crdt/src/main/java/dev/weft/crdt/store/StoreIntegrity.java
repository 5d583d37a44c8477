package dev.weft.crdt.store;

import dev.weft.crdt.update.StructKind;
import dev.weft.lib0.Utf8;
import java.util.BitSet;

/**
 * Checks every invariant of a store, in time linear to its size. For tests, and to find out whether a bug has damaged a document.
 */
final class StoreIntegrity {
    private static final int NONE = Rows.NONE;

    private final StructStore store;
    private final Rows rows;
    private final Clients clients;
    private final Types types;
    private final MapEntries entries;

    /** Rows reached through the chains of clients. */
    private final BitSet chained = new BitSet();

    /** Rows reached through the lists and entries of types. */
    private final BitSet placed = new BitSet();

    private long liveBytes;

    StoreIntegrity(StructStore store) {
        this.store = store;
        this.rows = store.rows;
        this.clients = store.clients;
        this.types = store.types;
        this.entries = store.entries;
    }

    /**
     * @throws IllegalStateException that says which invariant is broken, and where
     */
    void check() {
        for (int client = 0; client < clients.count(); client++) {
            checkChain(client);
        }
        checkRowCount();
        for (int type = 0; type < types.count(); type++) {
            if (!types.isFree(type)) {
                checkType(type);
            }
        }
        checkPlaces();
        checkArena();
    }

    private static void require(boolean holds, String what, Object... values) {
        if (!holds) {
            throw new IllegalStateException("broken store: " + String.format(what, values));
        }
    }

    private void checkChain(int client) {
        int clock = 0;
        int count = 0;
        int last = NONE;
        for (int row = clients.first(client); row != NONE; row = rows.next(row)) {
            require(!chained.get(row), "row %d stands in a chain twice", row);
            chained.set(row);
            require(rows.isIntegrated(row, client), "row %d in the chain of client %d is of another", row, client);
            require(rows.clock(row) == clock, "struct %s where clock %d is expected", store.describe(row), clock);
            require(rows.length(row) > 0, "struct %s is empty", store.describe(row));
            checkStruct(row);
            clock = rows.end(row);
            last = row;
            count++;
        }
        long id = clients.id(client);
        require(
                clock == clients.state(client),
                "client %d ends at %d, not at its state %d",
                id,
                clock,
                clients.state(client));
        require(count == clients.rows(client), "client %d has %d rows, not %d", id, count, clients.rows(client));
        require(last == clients.last(client), "client %d has last row %d, not %d", id, last, clients.last(client));
        for (int row = clients.first(client); row != NONE; row = rows.next(row)) {
            require(
                    store.find(client, rows.clock(row)) == row,
                    "struct %s isn't found by its first clock",
                    store.describe(row));
            require(
                    store.find(client, rows.end(row) - 1) == row,
                    "struct %s isn't found by its last clock",
                    store.describe(row));
        }
    }

    private void checkStruct(int row) {
        int kind = rows.kind(row);
        int parent = rows.parent(row);
        require(kind <= StructKind.DOC, "struct %s has kind %d", store.describe(row), kind);
        require(
                (kind == StructKind.GC) == (parent == NONE),
                "struct %s of kind %d has parent %d",
                store.describe(row),
                kind,
                parent);
        require(
                kind > StructKind.DELETED || rows.isDeleted(row),
                "struct %s of kind %d isn't deleted",
                store.describe(row),
                kind);
        require(
                Kind.isMergeable(kind) || kind == StructKind.GC || rows.length(row) == 1,
                "struct %s of kind %d is longer than 1",
                store.describe(row),
                kind);
        if (Kind.isInArena(kind)) {
            int bytes = rows.byteLength(row);
            liveBytes += bytes;
            require(
                    rows.content(row) >= 0 && rows.content(row) + bytes <= store.arena.top(),
                    "content of %s lies outside the arena",
                    store.describe(row));
            require(
                    kind != StructKind.STRING
                            || Utf8.utf16Length(store.arena.bytes(), rows.content(row), rows.content(row) + bytes)
                                    == rows.length(row),
                    "text of %s has another length",
                    store.describe(row));
        } else if (kind == StructKind.TYPE) {
            int type = rows.content(row);
            require(
                    !types.isFree(type) && types.item(type) == row,
                    "type %d of %s has another item",
                    type,
                    store.describe(row));
        }
        checkOrigin(row, rows.originClient(row), rows.originClock(row));
        checkOrigin(row, rows.rightOriginClient(row), rows.rightOriginClock(row));
    }

    private void checkOrigin(int row, int client, int clock) {
        require(
                client == NONE || clock < clients.state(client),
                "struct %s has an origin that isn't there",
                store.describe(row));
        require(
                client != rows.client(row) || clock < rows.clock(row),
                "struct %s has an origin of its own client that is younger",
                store.describe(row));
    }

    private void checkRowCount() {
        int free = 0;
        for (int row = 0; row < rows.top(); row += Rows.WIDTH) {
            if (rows.isFree(row)) {
                free++;
                require(!chained.get(row), "row %d is free and in a chain", row);
            } else {
                require(chained.get(row), "row %d is in use and in no chain", row);
            }
        }
        require(free == rows.freeCount(), "%d rows are free, not %d", free, rows.freeCount());
    }

    private void checkType(int type) {
        int item = types.item(type);
        require(
                item == NONE || rows.kind(item) == StructKind.TYPE && rows.content(item) == type,
                "type %d isn't in the item that it names",
                type);
        int length = 0;
        int left = NONE;
        for (int row = types.first(type); row != NONE; row = rows.right(row)) {
            checkLink(row, left, type);
            length += rows.isVisible(row) ? rows.length(row) : 0;
            left = row;
        }
        require(left == types.last(type), "type %d has last child %d, not %d", type, left, types.last(type));
        require(length == types.length(type), "type %d has length %d, not %d", type, length, types.length(type));
        int lastEntry = NONE;
        for (int entry = types.firstEntry(type); entry != NONE; entry = entries.next(entry)) {
            checkEntry(type, entry);
            lastEntry = entry;
        }
        require(lastEntry == types.lastEntry(type), "type %d has last entry %d", type, types.lastEntry(type));
    }

    private void checkEntry(int type, int entry) {
        require(
                entries.type(entry) == type,
                "entry %d of type %d says it is of type %d",
                entry,
                type,
                entries.type(entry));
        require(
                entries.find(types, type, entries.key(entry)) == entry,
                "entry %d of type %d isn't found by its key",
                entry,
                type);
        int parent = Parents.ofEntry(entry);
        int latest = entries.row(entry);
        int left = NONE;
        for (int row = store.parents.first(parent); row != NONE; row = rows.right(row)) {
            checkLink(row, left, parent);
            require(
                    row == latest || rows.isDeleted(row) || mayBeCut(row),
                    "value %s was replaced but isn't deleted",
                    store.describe(row));
            left = row;
        }
        require(left == latest, "entry %d of type %d has another latest value", entry, type);
    }

    /** Whether the row may be the front of a value that was cut: one of several elements, which only a made-up update has. */
    private boolean mayBeCut(int row) {
        int next = rows.next(row);
        return Kind.isMergeable(rows.kind(row)) && next != NONE && rows.parent(next) == rows.parent(row);
    }

    private void checkLink(int row, int left, int parent) {
        require(chained.get(row), "row %d is in a list and in no chain", row);
        require(!placed.get(row), "row %d is in a list twice", row);
        placed.set(row);
        require(rows.left(row) == left, "struct %s has left %d, not %d", store.describe(row), rows.left(row), left);
        require(
                rows.parent(row) == parent,
                "struct %s has parent %d, not %d",
                store.describe(row),
                rows.parent(row),
                parent);
    }

    private void checkPlaces() {
        for (int row = 0; row < rows.top(); row += Rows.WIDTH) {
            if (chained.get(row) && rows.kind(row) != StructKind.GC) {
                require(placed.get(row), "struct %s is in no list", store.describe(row));
            }
        }
    }

    private void checkArena() {
        long used = (long) store.arena.top() - store.arena.dead();
        require(liveBytes == used, "%d bytes of content live, but the arena counts %d", liveBytes, used);
    }
}
