package dev.weft.crdt;

import dev.weft.crdt.store.Rows;
import dev.weft.crdt.store.StructStore;
import dev.weft.crdt.store.SubdocListener;
import dev.weft.lib0.ByteReader;
import dev.weft.lib0.ByteWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The subdocuments that items of a document hold.
 *
 * <p>Source: yjs 13.6, {@code src/structs/ContentDoc.js}; {@code Doc.js}, {@code destroy}.
 */
final class Subdocs implements SubdocListener {
    private final Doc parent;
    private final Map<Integer, Doc> byRow = new HashMap<>();

    /** A document that is being inserted, for {@link #integrated} to take instead of making one. */
    private @Nullable Doc inserting;

    Subdocs(Doc parent) {
        this.parent = parent;
    }

    /** The next item integrated holds this document. */
    void inserting(Doc doc) {
        if (doc.place != null) {
            throw new IllegalStateException("document " + doc.guid()
                    + " is a subdocument already: insert another document with the same guid instead");
        }
        inserting = doc;
    }

    @Override
    public void integrated(int row) {
        Doc doc = inserting != null ? inserting : read(row);
        inserting = null;
        doc.place = new SubdocPlace(parent, row);
        byRow.put(row, doc);
        Transaction transaction = parent.transactions().forSubdocs();
        transaction.subdocs().added.add(doc);
        if (doc.shouldLoad()) {
            transaction.subdocs().loaded.add(doc);
        }
    }

    @Override
    public void deleted(int row) {
        Doc doc = at(row);
        Transaction transaction = parent.transactions().forSubdocs();
        if (!transaction.subdocs().added.remove(doc)) {
            transaction.subdocs().removed.add(doc);
        }
    }

    @Override
    public void collected(int row) {
        Doc doc = byRow.remove(row);
        if (doc != null) {
            doc.place = new SubdocPlace(parent, Rows.NONE);
        }
    }

    Doc at(int row) {
        Doc doc = byRow.get(row);
        if (doc == null) {
            throw new IllegalStateException("the item at row " + row + " holds no subdocument");
        }
        return doc;
    }

    /**
     * The document was destroyed: a fresh one that isn't loaded takes its place, if the item that held it is still there.
     * Listeners are told in any case; so they hear twice, as from Yjs, of one that was deleted and therefore destroyed.
     */
    void replace(Doc destroyed, SubdocPlace place) {
        int row = place.row();
        parent.transact(transaction -> {
            if (row != Rows.NONE) {
                Doc successor = new Doc(options(destroyed).withShouldLoad(false));
                successor.place = place;
                byRow.put(row, successor);
                if (!parent.rows().isDeleted(row)) {
                    transaction.subdocs().added.add(successor);
                }
            }
            transaction.subdocs().removed.add(destroyed);
        });
    }

    /** A document of the same guid, which may stand in another place. */
    static Doc twin(Doc doc) {
        return new Doc(options(doc).withShouldLoad(doc.shouldLoad()));
    }

    private static DocOptions options(Doc doc) {
        return DocOptions.defaults()
                .withGuid(doc.guid())
                .withGc(doc.gc())
                .withAutoLoad(doc.autoLoad())
                .withMeta(doc.meta());
    }

    private Doc read(int row) {
        StructStore store = parent.store;
        var in = new ByteReader(store.contentArray(), store.contentStart(row), store.contentEnd(row));
        String guid = in.readString();
        DocOptions options = DocOptions.defaults().withGuid(guid).withShouldLoad(false);
        if (Values.readAny(in) instanceof Map<?, ?> given) {
            boolean autoLoad = Boolean.TRUE.equals(given.get("autoLoad"));
            options = options.withGc(!Boolean.FALSE.equals(given.get("gc")))
                    .withAutoLoad(autoLoad)
                    .withShouldLoad(autoLoad || Boolean.TRUE.equals(given.get("shouldLoad")))
                    .withMeta(given.get("meta"));
        }
        return new Doc(options);
    }

    /** Content of an item that holds the document: its guid, and those options that differ from the defaults. */
    static byte[] content(Doc doc) {
        Map<String, @Nullable Object> options = new LinkedHashMap<>();
        if (!doc.gc()) {
            options.put("gc", false);
        }
        if (doc.autoLoad()) {
            options.put("autoLoad", true);
        }
        if (doc.meta() != null) {
            options.put("meta", doc.meta());
        }
        var out = new ByteWriter();
        out.writeString(doc.guid());
        Values.writeAny(out, options);
        return out.toByteArray();
    }
}
