package dev.weft.crdt.store;

import dev.weft.crdt.update.IdSet;
import dev.weft.crdt.update.StateVector;
import dev.weft.crdt.update.StructKind;
import dev.weft.crdt.update.UpdateCursor;
import dev.weft.crdt.update.UpdateFormat;
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
 *   <tr><td>{@link Types}, {@link Roots}, {@link MapEntries}, {@link Names}</td><td>shared types, those with a name, map keys,
 *       names</td></tr>
 *   <tr><td>{@link Parents}</td><td>the list or map entry that an item is in</td></tr>
 *   <tr><td>{@link Insertion}, {@link Appending}, {@link Integration}</td><td>making items, growing them, placing them</td></tr>
 *   <tr><td>{@link Splitting}, {@link Deletion}, {@link Merging}</td><td>cutting, deleting and collecting, joining
 *       structs</td></tr>
 *   <tr><td>{@link Changes}, {@link ChangedStructs}</td><td>what a transaction did</td></tr>
 *   <tr><td>{@link RedoneLinks}, {@link Redo}</td><td>what undo needs</td></tr>
 *   <tr><td>{@link UpdateIntegration}, {@link Pending}, {@link StateEncoder}</td><td>updates in and out</td></tr>
 * </table>
 *
 * <p>Source: yjs 13.6, {@code src/utils/StructStore.js}, {@code src/structs/Item.js}.
 */
public final class StructStore {
    private static final int NONE = Rows.NONE;

    final Rows rows = new Rows();
    final Clients clients = new Clients();
    final ContentArena arena = new ContentArena();
    final Types types = new Types();
    final MapEntries entries = new MapEntries();
    final Names names = new Names();
    final Roots roots = new Roots(types, names);
    final Parents parents = new Parents(rows, types, entries);
    final PositionIndex positions = new PositionIndex(rows, types);
    final ConflictRun conflictRun = new ConflictRun(rows, clients);
    Changes changes = new Changes();

    final Deletion deletion = new Deletion(this);
    final Integration integration = new Integration(this, deletion);
    final Merging merging = new Merging(this);
    final Splitting splitting = new Splitting(this);
    final Insertion insertion = new Insertion(this);
    final Appending appending = new Appending(this);
    final RedoneLinks redone = new RedoneLinks(this);

    final Pending pending = new Pending();
    private final UpdateIntegration updates = new UpdateIntegration(this);
    private final StateEncoder encoder = new StateEncoder(this);
    private final Compaction compaction = new Compaction(this);
    private final ChangedStructs changed = new ChangedStructs(this);
    private @Nullable UpdateCursor cursor;

    SubdocListener subdocs = SubdocListener.NOBODY;

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

    // --- chains ---

    /** Puts the struct at the end of its client's chain. */
    void addStruct(int row, int client, int clock, int length) {
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
        int end = clock + length;
        clients.setState(client, end);
        clients.hints(client).extended(rows, clients, client, row, end);
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
            int type = parents.type(row);
            int item = types.item(type);
            if (item == NONE
                    || rows.clock(item) < changes.stateBefore(clients, rows.client(item)) && !rows.isDeleted(item)) {
                changes.typeChanged(type, parents.key(row));
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

    /** What a transaction changed. */
    public ChangedStructs changed() {
        return changed;
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
            try {
                return updates.apply(cursor, update, true);
            } finally {
                cursor.release();
            }
        }
        return updates.apply(UpdateCursor.of(update, format), update, false);
    }

    /** Whether every struct and every deletion of the update is part of the document already. */
    public boolean contains(UpdateCursor update) {
        return new Containment(this).contains(update);
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

    public int clientCount() {
        return clients.count();
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
        return insertion.insert(clientId, type, key, left, right, kind, length, content, bytes);
    }

    /** Inserts text as {@link #insert} does content. */
    public int insertText(long clientId, int type, int left, int right, String text) {
        return insertion.insertText(clientId, type, left, right, text);
    }

    /**
     * Cuts an item so that the left part is {@code diff} long.
     *
     * <p>A surrogate pair that the cut goes through becomes U+FFFD on both sides.
     *
     * @return the right part
     */
    public int split(int left, int diff) {
        return splitting.split(left, diff);
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
        return parents.type(row);
    }

    /** The map key that an item is a value of, or null in a list. */
    public @Nullable String keyOf(int row) {
        int key = parents.key(row);
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
        return roots.named(names.intern(name));
    }

    /** Number of roots; they come in the order in which their names came up. */
    public int rootCount() {
        return roots.count();
    }

    /** @param index 0 … {@link #rootCount} − 1 */
    public int rootAt(int index) {
        return roots.at(index);
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
