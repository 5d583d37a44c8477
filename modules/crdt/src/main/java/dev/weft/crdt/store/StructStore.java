package dev.weft.crdt.store;

import dev.weft.crdt.update.IdSet;
import dev.weft.crdt.update.StateVector;
import dev.weft.crdt.update.StructKind;
import dev.weft.crdt.update.UpdateCursor;
import dev.weft.crdt.update.UpdateFormat;
import dev.weft.lib0.ByteReader;
import dev.weft.lib0.Utf8;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * All structs of one document and what is needed to find them. Owns the parts; the algorithms on them have classes of their
 * own, made together with the store and sharing its parts.
 *
 * <table>
 *   <caption>Parts</caption>
 *   <tr><td>{@link Rows}</td><td>the structs</td></tr>
 *   <tr><td>{@link Clients}, {@link ClockHints}</td><td>client ids, states, and a struct by its client and clock</td></tr>
 *   <tr><td>{@link ContentArena}</td><td>content as bytes</td></tr>
 *   <tr><td>{@link Types}, {@link MapEntries}, {@link Names}</td><td>shared types, their map keys, names</td></tr>
 *   <tr><td>{@link Integration}, {@link Deletion}, {@link Merging}</td><td>placing, deleting and collecting, joining
 *       structs</td></tr>
 *   <tr><td>{@link RedoneLinks}, {@link Redo}</td><td>what undo needs</td></tr>
 *   <tr><td>{@link UpdateIntegration}, {@link Pending}, {@link StateEncoder}</td><td>updates in and out</td></tr>
 * </table>
 *
 * <p>Source: yjs 13.6, {@code src/utils/StructStore.js}, {@code src/structs/Item.js}.
 */
public final class StructStore {
    private static final int NONE = Rows.NONE;
    private static final int REPLACEMENT_BYTES = 3;

    final Rows rows = new Rows();
    final Clients clients = new Clients();
    final ContentArena arena = new ContentArena();
    final Types types = new Types();
    final MapEntries entries = new MapEntries();
    final Names names = new Names();
    final PositionIndex positions = new PositionIndex(rows, types);
    Changes changes = new Changes();

    final Deletion deletion = new Deletion(this);
    final Integration integration = new Integration(this, deletion);
    final Merging merging = new Merging(this);
    final RedoneLinks redone = new RedoneLinks(this);

    final Pending pending = new Pending();
    private final UpdateIntegration updates = new UpdateIntegration(this);
    private final StateEncoder encoder = new StateEncoder(this);
    private final Compaction compaction = new Compaction(this);
    private @Nullable UpdateCursor cursor;

    SubdocListener subdocs = SubdocListener.NOBODY;

    private final IntList roots = new IntList();
    private int[] rootByName = new int[0];

    private final ByteReader contentReader = new ByteReader(new byte[0]);

    // --- finding ---

    /** The struct that holds the clock, which must be below the client's state. */
    int find(int client, int clock) {
        return clients.hints(client).find(rows, clients, client, clock);
    }

    /** The struct that starts at this clock; an item that holds it further inside is split, a GC isn't. */
    int cleanStart(int client, int clock) {
        int row = find(client, clock);
        int diff = clock - rows.clock(row);
        return diff == 0 || rows.kind(row) == StructKind.GC ? row : split(row, diff);
    }

    /** The struct that ends with this clock; an item that goes on is split, a GC isn't. */
    int cleanEnd(int client, int clock) {
        int row = find(client, clock);
        int diff = clock - rows.clock(row) + 1;
        if (diff != rows.length(row) && rows.kind(row) != StructKind.GC) {
            split(row, diff);
        }
        return row;
    }

    // --- the list or the map entry that a row stands in ---

    /** The type that a row with a parent is in. */
    int parentType(int row) {
        int parent = rows.parent(row);
        return parent >= 0 ? parent : entries.type(entryOf(parent));
    }

    static boolean isEntry(int parent) {
        return parent < NONE;
    }

    static int entryOf(int parent) {
        return -2 - parent;
    }

    static int parentOfEntry(int entry) {
        return -2 - entry;
    }

    /** The map key of a row with a parent, or {@link Rows#NONE} in a list. */
    int parentKey(int row) {
        int parent = rows.parent(row);
        return isEntry(parent) ? entries.key(entryOf(parent)) : NONE;
    }

    /** The row is the last of its list, or the latest value of its key. */
    void setLastOfParent(int parent, int row) {
        if (parent >= 0) {
            types.setLast(parent, row);
        } else {
            entries.setRow(entryOf(parent), row);
        }
    }

    /** The first child of a list, or the oldest value of a key. */
    int firstOfParent(int parent) {
        if (parent >= 0) {
            return types.first(parent);
        }
        int row = entries.row(entryOf(parent));
        while (row != NONE && rows.left(row) != NONE) {
            row = rows.left(row);
        }
        return row;
    }

    // --- roots ---

    /** The root of this name, made untyped if there is none. */
    int root(int name) {
        if (name >= rootByName.length) {
            int old = rootByName.length;
            rootByName = Arrays.copyOf(rootByName, Math.max(name + 1, names.count()));
            Arrays.fill(rootByName, old, rootByName.length, NONE);
        }
        int type = rootByName[name];
        if (type == NONE) {
            type = types.add(NONE, Types.UNTYPED, name);
            rootByName[name] = type;
            roots.add(type);
        }
        return type;
    }

    /** Number of roots; they come in the order in which their names came up. */
    public int rootCount() {
        return roots.size();
    }

    /** @param index 0 … {@link #rootCount} − 1 */
    public int rootAt(int index) {
        return roots.get(index);
    }

    // --- chains ---

    /** Puts the struct at the end of its client's chain. */
    void addStruct(int row) {
        int client = rows.client(row);
        int clock = rows.clock(row);
        changes.clientGrows(client, clock);
        changes.mergeNeeded();
        int last = clients.last(client);
        if (last == NONE) {
            clients.setFirst(client, row);
        } else {
            rows.setNext(last, row);
        }
        rows.setNext(row, NONE);
        clients.setLast(client, row);
        clients.addRows(client, 1);
        int end = clock + rows.length(row);
        clients.setState(client, end);
        clients.hints(client).extended(rows, clients, client, row, end);
    }

    /**
     * Cuts an item so that the left part is {@code diff} long.
     *
     * <p>A surrogate pair that the cut goes through becomes U+FFFD on both sides.
     *
     * <p>Source: yjs 13.6, {@code src/structs/Item.js}, {@code splitItem}; {@code ContentString.splice}.
     *
     * @return the right part
     */
    public int split(int left, int diff) {
        int right = rows.allocate();
        rows.copyItem(left, right);
        int client = rows.client(left);
        int clock = rows.clock(left) + diff;
        rows.setClock(right, clock);
        rows.setLength(right, rows.length(left) - diff);
        rows.setOrigin(right, client, clock - 1);
        rows.setLeft(right, left);
        rows.setRight(left, right);
        rows.setNext(left, right);
        if (rows.next(right) == NONE) {
            clients.setLast(client, right);
        }
        clients.addRows(client, 1);
        int rightNeighbour = rows.right(right);
        if (rightNeighbour != NONE) {
            rows.setLeft(rightNeighbour, right);
        } else {
            setLastOfParent(rows.parent(left), right);
        }
        splitContent(left, right, diff);
        if (rows.has(left, Rows.REDONE)) {
            rows.setRedone(right, rows.redoneClient(left), rows.redoneClock(left) + diff);
        }
        positions.split(rows.parent(left), left, right);
        changes.mergeLater(client, clock);
        return right;
    }

    private void splitContent(int left, int right, int diff) {
        int kind = rows.kind(left);
        if (kind == StructKind.DELETED) {
            rows.setLength(left, diff);
            return;
        }
        int at = rows.content(left);
        int bytes = rows.byteLength(left);
        int rightLength = rows.length(right);
        int leftBytes;
        rows.clear(left, Rows.SLACK);
        rows.clear(right, Rows.SLACK);
        rows.setLength(left, diff);
        if (kind == StructKind.STRING) {
            if (!rows.has(left, Rows.NON_ASCII)) {
                rows.setContent(right, at + diff);
                return;
            }
            int cut = Utf8.indexOfUnit(arena.bytes(), at, at + bytes, diff);
            if (cut < 0) {
                splitSurrogatePair(left, right, -1 - cut, at, bytes);
                return;
            }
            leftBytes = cut - at;
            setAsciiFlag(left, leftBytes == diff);
            setAsciiFlag(right, bytes - leftBytes == rightLength);
        } else {
            leftBytes = skipElements(kind, arena.bytes(), at, bytes, diff);
        }
        rows.setByteLength(left, leftBytes);
        rows.setContent(right, at + leftBytes);
        rows.setByteLength(right, bytes - leftBytes);
    }

    /** The pair's four bytes become three on the left and three, at a new place, on the right. */
    private void splitSurrogatePair(int left, int right, int pair, int at, int bytes) {
        byte[] replaced = replaceHalfPair(arena.bytes(), pair + 4, at + bytes);
        System.arraycopy(replaced, 0, arena.bytes(), pair, REPLACEMENT_BYTES);
        rows.setByteLength(left, pair + REPLACEMENT_BYTES - at);
        arena.drop(1 + at + bytes - (pair + 4));
        rows.setContent(right, arena.append(replaced, 0, replaced.length));
        rows.setByteLength(right, replaced.length);
    }

    /** U+FFFD in place of the second half of a surrogate pair, and then the bytes of a slice. */
    byte[] replaceHalfPair(byte[] source, int from, int end) {
        byte[] replaced = new byte[REPLACEMENT_BYTES + end - from];
        replaced[0] = (byte) 0xef;
        replaced[1] = (byte) 0xbf;
        replaced[2] = (byte) 0xbd;
        System.arraycopy(source, from, replaced, REPLACEMENT_BYTES, end - from);
        return replaced;
    }

    void setAsciiFlag(int row, boolean ascii) {
        if (ascii) {
            rows.clear(row, Rows.NON_ASCII);
        } else {
            rows.set(row, Rows.NON_ASCII);
        }
    }

    /** Bytes that the first elements of an Any or JSON content take. */
    int skipElements(int kind, byte[] source, int at, int bytes, int count) {
        contentReader.reset(source, at, at + bytes);
        for (int i = 0; i < count; i++) {
            if (kind == StructKind.ANY) {
                contentReader.skipAny();
            } else {
                contentReader.skipString();
            }
        }
        return contentReader.position() - at;
    }

    /** Whether a string may be appended to the row, the last of its client, in place. */
    boolean canAppend(int last) {
        return rows.kind(last) == StructKind.STRING
                && !rows.isDeleted(last)
                && !rows.has(last, Rows.REDONE)
                && rows.parent(last) >= 0;
    }

    /** Makes a string part of its client's last row, which it follows both in clocks and in the text. */
    void append(int last, byte[] source, int from, int bytes, int length) {
        int client = rows.client(last);
        int state = clients.state(client);
        int oldBytes = rows.byteLength(last);
        merging.appendContent(last, oldBytes, source, from, bytes);
        if (bytes != length) {
            rows.set(last, Rows.NON_ASCII);
        }
        rows.setLength(last, rows.length(last) + length);
        rows.setByteLength(last, oldBytes + bytes);
        types.addLength(rows.parent(last), length);
        positions.visibleChanged(rows.parent(last), last, length);
        changes.clientGrows(client, state);
        clients.setState(client, state + length);
        clients.hints(client).extended(rows, clients, client, last, state + length);
    }

    /** The row is deleted now. */
    void deleted(int row) {
        changes.deleted(rows.client(row), rows.clock(row), rows.length(row));
        deleteSetChanged();
    }

    /** The set of all deletions is another now: also observers, in the midst of a transaction, are to see that. */
    void deleteSetChanged() {
        encoder.deleteSetChanged();
    }

    /** The row was inserted or deleted: its parent changed, unless that is new or deleted itself. */
    void typeChanged(int row) {
        if (changes.typesWatched()) {
            int type = parentType(row);
            int item = types.item(type);
            if (item == NONE
                    || rows.clock(item) < changes.stateBefore(clients, rows.client(item)) && !rows.isDeleted(item)) {
                changes.typeChanged(type, parentKey(row));
            }
        }
    }

    /** For messages: {@code client:clock+length}. */
    String describe(int row) {
        return clients.id(rows.client(row)) + ":" + rows.clock(row) + "+" + rows.length(row);
    }

    // --- transactions ---

    /** Goes on with this transaction: what happens to the store from now on belongs to it. */
    public void use(Changes transactionChanges) {
        changes = transactionChanges;
    }

    public Changes changes() {
        return changes;
    }

    /** The client's state before the transaction. */
    public int stateBefore(Changes transactionChanges, long clientId) {
        int client = clients.indexOf(clientId);
        return client == NONE ? 0 : transactionChanges.stateBefore(clients, client);
    }

    /** Whether the struct came with the transaction. */
    public boolean isAddedBy(Changes transactionChanges, int row) {
        return rows.clock(row) >= transactionChanges.stateBefore(clients, rows.client(row));
    }

    /** Whether the client got structs in the transaction. */
    public boolean hasGrown(Changes transactionChanges, long clientId) {
        int client = clients.indexOf(clientId);
        return client != NONE && transactionChanges.stateBefore(clients, client) != clients.state(client);
    }

    /** The ranges that the transaction deleted. */
    public IdSet deletedRanges(Changes transactionChanges) {
        IntList deletions = transactionChanges.deletions;
        IdSet.Builder ranges = IdSet.builder();
        for (int i = 0; i < deletions.size(); i += 3) {
            ranges.add(clients.id(deletions.get(i)), deletions.get(i + 1), deletions.get(i + 2));
        }
        return ranges.build();
    }

    /** Gives each struct that came with the transaction to the consumer. */
    public void forEachAdded(Changes transactionChanges, IntConsumer consumer) {
        for (int i = 0; i < transactionChanges.clients.size(); i++) {
            int client = transactionChanges.clients.get(i);
            int row = find(client, transactionChanges.stateBefore(clients, client));
            for (; row != NONE; row = rows.next(row)) {
                consumer.accept(row);
            }
        }
    }

    /** Gives each struct that the transaction deleted to the consumer, which may delete others in another transaction. */
    public void forEachDeleted(Changes transactionChanges, IntConsumer consumer) {
        IntList deletions = transactionChanges.deletions;
        for (int i = 0; i < deletions.size(); i += 3) {
            int end = deletions.get(i + 1) + deletions.get(i + 2);
            int row = find(deletions.get(i), deletions.get(i + 1));
            for (; row != NONE && rows.clock(row) < end; row = rows.next(row)) {
                consumer.accept(row);
            }
        }
    }

    /**
     * Gives the ranges that the transaction deleted to the consumer, in the order in which it happened; a client may come up
     * more than once.
     */
    public void forEachDeletedRange(Changes transactionChanges, IdSet.RangeConsumer consumer) {
        IntList deletions = transactionChanges.deletions;
        for (int i = 0; i < deletions.size(); i += 3) {
            consumer.accept(clients.id(deletions.get(i)), deletions.get(i + 1), deletions.get(i + 2));
        }
    }

    /** Gives the range of each client's structs that came with the transaction, by the order in which clients came up. */
    public void forEachAddedRange(Changes transactionChanges, IdSet.RangeConsumer consumer) {
        clients.forEachByArrival(client -> {
            int before = transactionChanges.stateBefore(clients, client);
            int added = clients.state(client) - before;
            if (added > 0) {
                consumer.accept(clients.id(client), before, added);
            }
        });
    }

    /**
     * Gives each struct of a range to the consumer, which may insert and delete others. Items that stick out at an end are cut
     * there, to be joined again at the end of the transaction. What lies beyond the client's state is left out.
     *
     * <p>Source: yjs 13.6, {@code src/utils/StructStore.js}, {@code iterateStructs}.
     */
    public void forEachStruct(long clientId, int clock, int length, IntConsumer consumer) {
        int client = clients.indexOf(clientId);
        if (client == NONE || clock >= clients.state(client)) {
            return;
        }
        int end = clock + length;
        int row = cleanStart(client, clock);
        do {
            if (end < rows.end(row) && rows.kind(row) != StructKind.GC) {
                split(row, end - rows.clock(row));
            }
            consumer.accept(row);
            row = rows.next(row);
        } while (row != NONE && rows.clock(row) < end);
    }

    public void setSubdocListener(SubdocListener listener) {
        subdocs = listener;
    }

    /** Drops the content of what the transaction deleted, unless that was done at once. */
    public void collectDeletions(IntPredicate filter) {
        if (!changes.collectAtOnce()) {
            deletion.collectDeletions(filter);
        }
    }

    /** Joins what the transaction made joinable, and tidies the arena. */
    public void finishTransaction() {
        merging.mergeChanges();
        if (!changes.deletions.isEmpty()) {
            compaction.compactIfWorthwhile();
        }
    }

    // --- updates ---

    /**
     * Applies an update.
     *
     * @return whether the update says exactly what changed: the document held none of it before, holds all of it now, and has
     *     nothing pending
     * @throws dev.weft.crdt.update.MalformedUpdateException and then nothing has changed
     */
    public boolean apply(byte[] update, UpdateFormat format) {
        positions.updateCame();
        if (format == UpdateFormat.V1) {
            if (cursor == null) {
                cursor = UpdateCursor.of(update, UpdateFormat.V1);
            } else {
                cursor.reset(update, 0, update.length);
            }
            return updates.apply(cursor, update, false);
        }
        return updates.apply(UpdateCursor.of(update, format), update, true);
    }

    /** Whether every struct and every deletion of the update is part of the document already. */
    public boolean contains(UpdateCursor update) {
        while (update.next()) {
            if (update.kind() != StructKind.SKIP && state(update.client()) < update.endClock()) {
                return false;
            }
        }
        while (update.nextDeletion()) {
            int client = clients.indexOf(update.deletionClient());
            int end = update.deletionClock() + update.deletionLength();
            if (client == NONE || clients.state(client) < end) {
                return false;
            }
            int row = find(client, update.deletionClock());
            for (; row != NONE && rows.clock(row) < end; row = rows.next(row)) {
                if (!rows.isDeleted(row)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The next expected clock of a client; 0 for one that isn't known. */
    public int state(long clientId) {
        int client = clients.indexOf(clientId);
        return client == NONE ? 0 : clients.state(client);
    }

    public byte[] encodeState(StateVector target, UpdateFormat format) {
        return encoder.encodeState(target, format);
    }

    public byte[] encodeStateVector() {
        return encoder.encodeStateVector();
    }

    /** All deletions. */
    public IdSet deleteSet() {
        return encoder.deleteSet();
    }

    /**
     * A state that the document was in, as an update of format 1; inside a transaction.
     *
     * @throws IllegalArgumentException if the state knows more than the document
     */
    public byte[] encodePast(StateVector state, IdSet deletions) {
        return new PastEncoder(this).encode(state, deletions);
    }

    /** What the transaction changed, as an update. */
    public byte[] encodeChanges(UpdateFormat format) {
        return encoder.encodeChanges(format);
    }

    public boolean hasPending() {
        return !pending.isEmpty();
    }

    public long pendingBytes() {
        return pending.bytes();
    }

    // --- editing ---

    /**
     * Inserts a new item of the given client.
     *
     * @param key index of the map key, or {@link Rows#NONE} in a list
     * @param left what it stands behind, or {@link Rows#NONE}
     * @param right what it stands before, or {@link Rows#NONE}
     * @param content the content as {@link UpdateCursor#contentBytes} gives it
     * @return the item's row
     */
    public int insert(
            long clientId, int type, int key, int left, int right, int kind, int length, byte[] content, int bytes) {
        int client = clients.indexOfOrAdd(clientId);
        int state = clients.state(client);
        if (state > Integer.MAX_VALUE - length) {
            throw new IllegalStateException("client " + clientId + " has no clocks left: state " + state);
        }
        if (kind == StructKind.STRING && canTypeInPlace(client, state, left, right)) {
            append(left, content, 0, bytes, length);
            return left;
        }
        int row = rows.allocate();
        prepare(row, client, state, kind, length, left, right);
        rows.setParent(row, key == NONE ? type : parentOfEntry(entries.findOrAdd(types, type, key)));
        takeContent(row, kind, content, 0, bytes);
        integration.integrate(row);
        return row;
    }

    /** Fills the row of an item that is to be inserted between two others; parent and content are up to the caller. */
    void prepare(int row, int client, int clock, int kind, int length, int left, int right) {
        rows.setClock(row, clock);
        rows.setLength(row, length);
        rows.setClientAndKind(row, client, kind);
        rows.setLeft(row, left);
        rows.setRight(row, right);
        if (left != NONE) {
            rows.setOrigin(row, rows.client(left), rows.end(left) - 1);
        } else {
            rows.setOrigin(row, NONE, 0);
        }
        if (right != NONE) {
            rows.setRightOrigin(row, rows.client(right), rows.clock(right));
        } else {
            rows.setRightOrigin(row, NONE, 0);
        }
    }

    private boolean canTypeInPlace(int client, int state, int left, int right) {
        return changes.isQuiet()
                && left != NONE
                && clients.last(client) == left
                && rows.end(left) == state
                && rows.right(left) == right
                && canAppend(left)
                && (right == NONE
                        ? rows.rightOriginClient(left) == NONE
                        : rows.rightOriginClient(left) == rows.client(right)
                                && rows.rightOriginClock(left) == rows.clock(right));
    }

    /** Puts an item's content where it belongs: into the arena, or a new type into the table. */
    void takeContent(int row, int kind, byte[] source, int from, int bytes) {
        if (kind == StructKind.TYPE) {
            contentReader.reset(source, from, from + bytes);
            int ref = (int) contentReader.readVarUint();
            int name = NONE;
            if (contentReader.hasRemaining()) {
                int length = contentReader.readLength("a name");
                name = names.intern(source, contentReader.position(), contentReader.position() + length);
            }
            rows.setContent(row, types.add(row, ref, name));
        } else if (Kind.isInArena(kind)) {
            if (kind == StructKind.STRING) {
                setAsciiFlag(row, bytes == rows.length(row));
            }
            rows.setContent(row, arena.append(source, from, bytes));
            rows.setByteLength(row, bytes);
        }
    }

    public void delete(int item) {
        deletion.delete(item);
    }

    /**
     * The visible item that so many units of a list end with, cut there if it goes on.
     *
     * @param index 0 … length of the list
     * @return NONE for index 0
     */
    public int itemBefore(int type, int index) {
        if (index == 0) {
            return NONE;
        }
        int row = positions.find(type, index);
        int offset = positions.foundOffset();
        if (offset < rows.length(row)) {
            split(row, offset);
        }
        return row;
    }

    /**
     * The visible item that holds a unit of a list.
     *
     * @param index 0 … length of the list − 1
     * @return its row in the high half, the unit's offset in it in the low half
     */
    public long itemAt(int type, int index) {
        int row = positions.find(type, index + 1);
        return (long) row << 32 | positions.foundOffset() - 1;
    }

    // --- reading ---

    public Rows rows() {
        return rows;
    }

    public Types types() {
        return types;
    }

    /** The bytes that {@link #contentStart} and {@link #contentEnd} point into; not to be kept, nor changed. */
    public byte[] contentArray() {
        return arena.bytes();
    }

    public int contentStart(int row) {
        return rows.content(row);
    }

    public int contentEnd(int row) {
        return rows.content(row) + rows.byteLength(row);
    }

    /** Index of the type that a Type item holds. */
    public int typeOf(int row) {
        return rows.content(row);
    }

    /** What undo needs to know of items. */
    public RedoneLinks redone() {
        return redone;
    }

    /** The struct that holds the clock, or {@link Rows#NONE} if the client hasn't got that far. */
    public int structAt(long clientId, int clock) {
        int client = clients.indexOf(clientId);
        return client == NONE || clock >= clients.state(client) ? NONE : find(client, clock);
    }

    public long clientId(int row) {
        return clients.id(rows.client(row));
    }

    /** The type that an item is in. */
    public int parentOf(int row) {
        return parentType(row);
    }

    /** The map key that an item is a value of, or null in a list. */
    public @Nullable String keyOf(int row) {
        int key = parentKey(row);
        return key == NONE ? null : names.string(key);
    }

    public int internName(String name) {
        return names.intern(name);
    }

    public String name(int index) {
        return names.string(index);
    }

    /** The name of a root, an XML element or a hook. */
    public String nameOfType(int type) {
        int name = types.name(type);
        return name == NONE ? "" : names.string(name);
    }

    /** The root of this name, made if there is none. */
    public int root(String name) {
        return root(names.intern(name));
    }

    /** The latest value of a map key, deleted or not, or {@link Rows#NONE}. */
    public int latestValue(int type, String key) {
        int name = names.indexOf(key);
        int entry = name == NONE ? NONE : entries.find(types, type, name);
        return entry == NONE ? NONE : entries.row(entry);
    }

    /** The first map key that came up in the type, or {@link Rows#NONE}. */
    public int firstEntry(int type) {
        return types.firstEntry(type);
    }

    public int nextEntry(int entry) {
        return entries.next(entry);
    }

    /** The latest value of the entry, deleted or not. */
    public int entryValue(int entry) {
        return entries.row(entry);
    }

    public String entryKey(int entry) {
        return names.string(entries.key(entry));
    }

    /**
     * Checks every invariant.
     *
     * @throws IllegalStateException that says which one is broken, and where
     */
    public void checkIntegrity() {
        new StoreIntegrity(this).check();
    }

    /** Gives back memory that growing left unused. */
    public void trim() {
        rows.trim();
        arena.trim();
        types.trim();
        entries.trim();
    }

    public long memoryBytes() {
        return rows.memoryBytes()
                + arena.memoryBytes()
                + types.memoryBytes()
                + entries.memoryBytes()
                + names.memoryBytes()
                + clients.memoryBytes();
    }
}
