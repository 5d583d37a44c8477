package dev.weft.crdt.store;

import dev.weft.crdt.update.StructKind;
import dev.weft.lib0.Utf8;

/**
 * Integrates a staged struct: replaces what the update said by the rows that it means.
 *
 * <p>Source: yjs 13.6, {@code src/structs/Item.js}, {@code getMissing} and the beginning of {@code integrate}.
 */
final class StagedIntegration {
    private static final int NONE = Rows.NONE;

    private final StructStore store;
    private final StagedUpdate staged;
    private final Rows rows;

    /** The item that held the parent that was looked up last: mostly the next struct names the same. Tried, never trusted. */
    private int lastParentItem = NONE;

    StagedIntegration(StructStore store, StagedUpdate staged) {
        this.store = store;
        this.staged = staged;
        this.rows = store.rows;
    }

    /**
     * Everything the struct refers to is there: finds its neighbours and its parent, takes its content in, and places it.
     *
     * @param offset units at its front that are known, below its length
     */
    void integrate(int row, int offset) {
        int kind = rows.kind(row);
        if (kind == StructKind.GC) {
            if (offset > 0) {
                rows.setClock(row, rows.clock(row) + offset);
                rows.setLength(row, rows.length(row) - offset);
            }
            rows.setParent(row, NONE);
            store.integration.integrate(row);
            return;
        }
        int left = findLeft(row);
        int right = findRight(row, left);
        int parent = findParent(row, left, right);
        int content = rows.content(row);
        int bytes = staged.contentBytes(row);
        if (offset > 0) {
            int client = rows.client(row);
            int clock = rows.clock(row) + offset;
            rows.setClock(row, clock);
            rows.setLength(row, rows.length(row) - offset);
            left = store.cleanEnd(client, clock - 1);
            rows.setOrigin(row, client, clock - 1);
            if (parent != NONE) {
                // The same one, or none if it was collected; but two updates may contradict each other about the unit.
                parent = rows.parent(left);
            }
        }
        rows.setLeft(row, left);
        rows.setRight(row, right);
        rows.setParent(row, parent);
        rows.clear(row, Rows.STAGED);
        if (parent != NONE && kind != StructKind.DELETED) {
            if (offset == 0) {
                store.insertion.takeContent(row, kind, staged.source(content), StagedUpdate.offset(content), bytes);
            } else {
                takeRest(row, kind, staged.source(content), StagedUpdate.offset(content), bytes, offset);
            }
        }
        store.integration.integrate(row);
    }

    /**
     * The struct is there already. Yjs looks its neighbours up before it notices, and so cuts them; they are merged again later,
     * but a surrogate pair that was cut stays so.
     */
    void skipKnown(int row) {
        if (rows.kind(row) != StructKind.GC) {
            findRight(row, findLeft(row));
        }
        rows.release(row);
    }

    private int findLeft(int row) {
        int client = rows.originClient(row);
        if (client == NONE) {
            return NONE;
        }
        int clock = rows.originClock(row);
        // Mostly it is the last unit of its client.
        return clock + 1 == store.clients.state(client) ? store.clients.last(client) : store.cleanEnd(client, clock);
    }

    private int findRight(int row, int left) {
        int client = rows.rightOriginClient(row);
        if (client == NONE) {
            return NONE;
        }
        int clock = rows.rightOriginClock(row);
        if (left != NONE) {
            // Mostly it is still where it was when the item was made.
            int right = rows.right(left);
            if (right != NONE && rows.clock(right) == clock && rows.client(right) == client) {
                return right;
            }
        }
        return store.cleanStart(client, clock);
    }

    private int findParent(int row, int left, int right) {
        if (left != NONE && rows.kind(left) == StructKind.GC || right != NONE && rows.kind(right) == StructKind.GC) {
            return NONE;
        }
        int kind = staged.parentKind(row);
        if (kind == StagedUpdate.NEIGHBOUR) {
            return rows.parent(left != NONE ? left : right);
        }
        int type;
        if (kind == StagedUpdate.ROOT) {
            type = store.roots.named(staged.rootName(row));
        } else {
            int parentItem = findParentItem(kind, staged.parentClock(row));
            if (rows.kind(parentItem) != StructKind.TYPE) {
                return NONE;
            }
            type = rows.content(parentItem);
        }
        int key = staged.mapKey(row);
        return store.parents.of(type, key);
    }

    private int findParentItem(int client, int clock) {
        int item = lastParentItem;
        boolean same =
                item != NONE && item < rows.top() && rows.clock(item) == clock && rows.isIntegrated(item, client);
        if (!same) {
            item = store.find(client, clock);
            lastParentItem = item;
        }
        return item;
    }

    /** Takes in the content behind the units that are known. */
    private void takeRest(int row, int kind, byte[] source, int content, int bytes, int offset) {
        int skipped = 0;
        if (kind == StructKind.STRING) {
            int cut = Utf8.indexOfUnit(source, content, content + bytes, offset);
            if (cut < 0) {
                source = Splitting.replaceHalfPair(source, -1 - cut + 4, content + bytes);
                content = 0;
                bytes = source.length;
            } else {
                skipped = cut - content;
            }
        } else {
            skipped = store.splitting.skipElements(kind, source, content, bytes, offset);
        }
        store.insertion.takeContent(row, kind, source, content + skipped, bytes - skipped);
    }
}
