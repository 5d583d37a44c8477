package dev.weft.crdt;

import dev.weft.crdt.store.Rows;
import dev.weft.crdt.store.StructStore;
import dev.weft.crdt.update.StructKind;
import dev.weft.lib0.ByteWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Makes a document show again what it showed at a snapshot, by a new edit: units that came since are deleted, and those that were
 * deleted since are inserted once more, each right behind its former self. Whatever is there both then and now stays what it is,
 * and with it cursors and the edits that others are making to it.
 *
 * <p>Unlike undo it looks at units, not at who inserted them when, and leaves nothing out: what is shown afterwards is exactly
 * what was shown then. Types inside types are worked off from a queue, so that no nesting is too deep.
 */
final class Reversion {
    private static final int NONE = Rows.NONE;

    private final Transaction transaction;
    private final Doc doc;
    private final StructStore store;
    private final Rows rows;
    private final Snapshot then;
    private final Deque<Runnable> toDo = new ArrayDeque<>();

    Reversion(Transaction transaction, Snapshot then) {
        this.transaction = transaction;
        this.doc = transaction.doc;
        this.store = doc.store;
        this.rows = store.rows();
        this.then = then;
    }

    void run() {
        for (int i = 0; i < store.rootCount(); i++) {
            int root = store.rootAt(i);
            toDo.add(() -> revert(root));
        }
        while (!toDo.isEmpty()) {
            toDo.remove().run();
        }
    }

    /** A type that was there then and is there now. */
    private void revert(int type) {
        revertList(type);
        for (String key : keysOf(type)) {
            revertKey(type, key);
        }
    }

    private void revertList(int type) {
        for (int row = store.types().first(type); row != NONE; ) {
            boolean wasShown = isolatePiece(row);
            int next = rows.right(row);
            boolean isShown = !rows.isDeleted(row);
            if (isShown && !wasShown) {
                store.delete(row);
            } else if (wasShown && !isShown) {
                insertAgain(row, type, row, next);
            } else if (isShown && rows.kind(row) == StructKind.TYPE) {
                int nested = store.typeOf(row);
                toDo.add(() -> revert(nested));
            }
            row = next;
        }
    }

    /**
     * Cuts the item so that all its units were shown then, or none.
     *
     * @return whether they were, and their content is still known
     */
    private boolean isolatePiece(int row) {
        long client = store.clientId(row);
        int clock = rows.clock(row);
        int end = rows.end(row);
        int pieceEnd = then.pieceEnd(client, clock, end);
        if (pieceEnd < end) {
            store.split(row, pieceEnd - clock);
        }
        return then.shows(client, clock) && rows.kind(row) != StructKind.DELETED;
    }

    private void revertKey(int type, String key) {
        int latest = store.latestValue(type, key);
        int past = valueThen(latest);
        if (past == latest && past != NONE && !rows.isDeleted(past)) {
            if (rows.kind(past) == StructKind.TYPE) {
                int nested = store.typeOf(past);
                toDo.add(() -> revert(nested));
            }
        } else if (past != NONE) {
            setAgain(type, key, past);
        } else if (!rows.isDeleted(latest)) {
            store.delete(latest);
        }
    }

    /** The item whose last known unit was the key's value then, or NONE if the key had none. */
    private int valueThen(int latest) {
        for (int row = latest; row != NONE; row = rows.left(row)) {
            int known = then.lastKnown(store.clientId(row), rows.clock(row), rows.end(row));
            if (known >= 0) {
                return then.shows(store.clientId(row), known) && rows.kind(row) != StructKind.DELETED ? row : NONE;
            }
        }
        return NONE;
    }

    private void setAgain(int type, String key, int past) {
        if (rows.kind(past) == StructKind.TYPE) {
            copyType(past, type, store.internName(key), store.latestValue(type, key), NONE);
        } else {
            int known = then.lastKnown(store.clientId(past), rows.clock(past), rows.end(past));
            Object value = Contents.at(doc, past, known - rows.clock(past));
            Items.set(transaction, doc.typeAt(type), key, value instanceof Doc subdoc ? Subdocs.twin(subdoc) : value);
        }
    }

    /**
     * Inserts a list's item once more.
     *
     * @return the new item
     */
    private int insertAgain(int past, int type, int left, int right) {
        if (rows.kind(past) == StructKind.TYPE) {
            return copyType(past, type, NONE, left, right);
        }
        if (rows.kind(past) == StructKind.DOC) {
            doc.subdocItems().inserting(Subdocs.twin(doc.subdocItems().at(past)));
        }
        byte[] content = Arrays.copyOfRange(store.contentArray(), store.contentStart(past), store.contentEnd(past));
        return store.insert(
                doc.clientId(), type, NONE, left, right, rows.kind(past), rows.length(past), content, content.length);
    }

    /** Inserts a type like the one that an item holds; what was in it follows. */
    private int copyType(int past, int parent, int key, int left, int right) {
        int original = store.typeOf(past);
        int row = Items.insert(doc, doc.typeAt(parent), key, left, right, StructKind.TYPE, typeContent(original));
        int copy = store.typeOf(row);
        toDo.add(() -> fill(copy, original));
        return row;
    }

    private byte[] typeContent(int type) {
        YType handle = doc.typeAt(type);
        var content = new ByteWriter();
        content.writeVarUint(handle.typeRef());
        String name = handle.wireName();
        if (name != null) {
            content.writeString(name);
        }
        return content.toByteArray();
    }

    private void fill(int copy, int original) {
        for (int row = store.types().first(original); row != NONE; row = rows.right(row)) {
            if (isolatePiece(row)) {
                insertAgain(row, copy, store.types().last(copy), NONE);
            }
        }
        for (String key : keysOf(original)) {
            int past = valueThen(store.latestValue(original, key));
            if (past != NONE) {
                setAgain(copy, key, past);
            }
        }
    }

    private List<String> keysOf(int type) {
        List<String> keys = new ArrayList<>();
        for (int entry = store.firstEntry(type); entry != NONE; entry = store.nextEntry(entry)) {
            keys.add(store.entryKey(entry));
        }
        return keys;
    }
}
