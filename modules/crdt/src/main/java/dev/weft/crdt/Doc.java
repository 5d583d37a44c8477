package dev.weft.crdt;

import dev.weft.crdt.store.Rows;
import dev.weft.crdt.store.StructStore;
import dev.weft.crdt.update.IdSet;
import dev.weft.crdt.update.StateVector;
import dev.weft.crdt.update.TypeRef;
import dev.weft.crdt.update.UpdateCursor;
import dev.weft.crdt.update.UpdateFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A document that many edit at once: shared types under names, its <em>roots</em>, and updates that bring replicas together
 * in any order.
 *
 * <pre>{@code
 * var doc = new Doc();
 * doc.onUpdate((update, origin, transaction) -> send(update));
 * doc.getText("body").insert(0, "Hello");
 * doc.applyUpdate(received);
 * }</pre>
 *
 * <p>Used by one thread at a time; two at once fail with a {@link java.util.ConcurrentModificationException}. Updates are of
 * format 1 unless a method's name says V2. Update bytes that are given are neither kept nor changed, and those that come out
 * belong to the caller; only update listeners share theirs.
 *
 * <p>Source: yjs 13.6, {@code src/utils/Doc.js}.
 */
public final class Doc {
    /** The most clients that a document can know; applying an update that names more fails with an {@link IllegalStateException}. */
    public static final int MAX_CLIENTS = Rows.MAX_CLIENTS;

    /** Sees each document that is made. Nobody, but for this module's tests, which so check those too that the library makes. */
    static volatile Consumer<Doc> witness = _ -> {};

    final StructStore store = new StructStore();
    final DocEvents events = new DocEvents(this);
    final Set<Doc> subdocs = new LinkedHashSet<>();

    private final SharedTypes types = new SharedTypes(this);
    private final Confinement confinement = new Confinement();
    private final Transactions transactions = new Transactions(this);
    private final Subdocs subdocItems = new Subdocs(this);

    /** As the document was made; client id, collection and wanting to be loaded change, and are kept below. */
    private final DocOptions options;

    private @Nullable String collectionId;
    private long clientId;
    private boolean shouldLoad;
    private boolean destroyed;
    private int nesting;
    private @Nullable GcFilter gcFilter;

    /** Where this document is a subdocument, or null. */
    @Nullable
    SubdocPlace place;

    /** A document with {@link DocOptions#defaults}. */
    public Doc() {
        this(DocOptions.defaults());
    }

    /** An empty document. */
    public Doc(DocOptions options) {
        this.options = options;
        clientId = options.clientId();
        shouldLoad = options.shouldLoad();
        collectionId = options.collectionId();
        store.setSubdocListener(subdocItems);
        witness.accept(this);
    }

    // --- who this is ---

    /** Who edits. Changes by itself when an update shows that somebody else uses the same id. */
    public long clientId() {
        return clientId;
    }

    /** @param id 0 to 2^53 − 1, used by nobody else who edits at the same time */
    public void setClientId(long id) {
        DocOptions.checkClientId(id);
        clientId = id;
    }

    /** Names the document, mostly as a subdocument; two replicas of one have the same. */
    public String guid() {
        return options.guid();
    }

    /** Whether deleted content is forgotten. */
    public boolean gc() {
        return options.gc();
    }

    /** As a subdocument: whether everybody loads it at once. */
    public boolean autoLoad() {
        return options.autoLoad();
    }

    /** Whether formats that mean nothing are deleted after changes from elsewhere. */
    public boolean cleansUpFormatting() {
        return options.cleanUpFormatting();
    }

    /** What is kept with it as a subdocument, or null. */
    public @Nullable Object meta() {
        return options.meta();
    }

    /** Groups documents for providers, or null. A subdocument without one takes its parent's when it is inserted. */
    public @Nullable String collectionId() {
        return collectionId;
    }

    void setCollectionId(@Nullable String id) {
        collectionId = id;
    }

    /** Decides what may be forgotten, one item at a time; null for everything. */
    void setGcFilter(@Nullable GcFilter filter) {
        gcFilter = filter;
    }

    boolean mayCollect(int row) {
        return gcFilter == null || gcFilter.mayCollect(row);
    }

    boolean collectsAtOnce() {
        return gc() && gcFilter == null;
    }

    // --- updates ---

    /**
     * Applies an update. What lacks something it refers to waits inside the document, and is part of its state.
     *
     * @throws dev.weft.crdt.update.MalformedUpdateException and then nothing has changed
     */
    public void applyUpdate(byte[] update) {
        applyUpdate(update, null);
    }

    /** @param origin what observers and listeners are to recognise the transaction by */
    public void applyUpdate(byte[] update, @Nullable Object origin) {
        apply(update, UpdateFormat.V1, origin);
    }

    /** As {@link #applyUpdate(byte[])}, in format 2. */
    public void applyUpdateV2(byte[] update) {
        applyUpdateV2(update, null);
    }

    /** As {@link #applyUpdate(byte[], Object)}, in format 2. */
    public void applyUpdateV2(byte[] update, @Nullable Object origin) {
        apply(update, UpdateFormat.V2, origin);
    }

    private void apply(byte[] update, UpdateFormat format, @Nullable Object origin) {
        confinement.enter();
        try {
            transactions.apply(update, format, origin);
        } finally {
            confinement.exit();
        }
    }

    /** The whole document, what waits included. */
    public byte[] encodeStateAsUpdate() {
        return encodeState(StateVector.empty(), UpdateFormat.V1);
    }

    /**
     * What somebody with this state vector lacks, and all deletions.
     *
     * @throws dev.weft.crdt.update.MalformedUpdateException if that is no state vector
     */
    public byte[] encodeStateAsUpdate(byte[] stateVector) {
        return encodeState(StateVector.decode(stateVector), UpdateFormat.V1);
    }

    /** As {@link #encodeStateAsUpdate()}, in format 2. */
    public byte[] encodeStateAsUpdateV2() {
        return encodeState(StateVector.empty(), UpdateFormat.V2);
    }

    /** As {@link #encodeStateAsUpdate(byte[])}, in format 2. */
    public byte[] encodeStateAsUpdateV2(byte[] stateVector) {
        return encodeState(StateVector.decode(stateVector), UpdateFormat.V2);
    }

    private byte[] encodeState(StateVector known, UpdateFormat format) {
        return confined(() -> store.encodeState(known, format));
    }

    /** How far this document knows each client, without gaps. */
    public byte[] encodeStateVector() {
        return confined(store::encodeStateVector);
    }

    /**
     * Whether every struct and every deletion of the update is part of the document: to apply it would change nothing.
     *
     * @throws dev.weft.crdt.update.MalformedUpdateException as far as the update is read
     */
    public boolean contains(byte[] update) {
        return confined(() -> store.contains(UpdateCursor.of(update, UpdateFormat.V1)));
    }

    /** All deletions. */
    public IdSet deleteSet() {
        return confined(store::deleteSet);
    }

    /** Whether structs or deletions wait for something missing. */
    public boolean hasPending() {
        return confined(store::hasPending);
    }

    /** How many clients are known: who made structs, and whom structs refer to. At most {@link #MAX_CLIENTS}. */
    public int clientCount() {
        return confined(store::clientCount);
    }

    /** About how many bytes wait. */
    public long pendingBytes() {
        return confined(store::pendingBytes);
    }

    // --- transactions ---

    /** Bundles changes: observers see, and the update carries, all of them as one. Inside another it becomes part of that. */
    public void transact(Consumer<Transaction> body) {
        transact(body, null);
    }

    /** @param origin what observers and listeners are to recognise the transaction by */
    public void transact(Consumer<Transaction> body, @Nullable Object origin) {
        confinement.enter();
        try {
            transactions.run(body, origin, true);
        } finally {
            confinement.exit();
        }
    }

    /** As {@link #transact(Consumer, Object)}, with a result. */
    public <T extends @Nullable Object> T compute(Function<Transaction, T> body, @Nullable Object origin) {
        var result = new Object() {
            @Nullable
            T value;
        };
        transact(transaction -> result.value = body.apply(transaction), origin);
        @SuppressWarnings("NullAway")
        T value = result.value;
        return value;
    }

    Transactions transactions() {
        return transactions;
    }

    <T extends @Nullable Object> T confined(Supplier<T> body) {
        confinement.enter();
        try {
            return body.get();
        } finally {
            confinement.exit();
        }
    }

    /** Goes one type deeper, as far as {@link NestingException#MAX_NESTING} allows: for work that nests on the stack. */
    <T> T nested(Supplier<T> body) {
        if (nesting == NestingException.MAX_NESTING) {
            throw new NestingException();
        }
        nesting++;
        try {
            return body.get();
        } finally {
            nesting--;
        }
    }

    // --- roots ---

    /**
     * The root of this name as a text. A root comes to be when somebody names it, which is no edit and reaches nobody; it is the same
     * object each time.
     *
     * @throws IllegalStateException if the root was asked for as another type before
     */
    public YText getText(String name) {
        return (YText) root(name, TypeRef.TEXT);
    }

    /** The root of this name as an array. Throws as {@link #getText}. */
    public YArray getArray(String name) {
        return (YArray) root(name, TypeRef.ARRAY);
    }

    /** The root of this name as a map. Throws as {@link #getText}. */
    public YMap getMap(String name) {
        return (YMap) root(name, TypeRef.MAP);
    }

    /** The root of this name as an XML fragment. Throws as {@link #getText}. */
    public YXmlFragment getXmlFragment(String name) {
        return (YXmlFragment) root(name, TypeRef.XML_FRAGMENT);
    }

    /** The root of this name as an XML element, whose node name is {@code UNDEFINED}. Throws as {@link #getText}. */
    public YXmlElement getXmlElement(String name) {
        return (YXmlElement) root(name, TypeRef.XML_ELEMENT);
    }

    /** The root of this name as an XML text. Throws as {@link #getText}. */
    public YXmlText getXmlText(String name) {
        return (YXmlText) root(name, TypeRef.XML_TEXT);
    }

    private YType root(String name, int ref) {
        return confined(() -> types.root(name, ref));
    }

    /** The root of this name, or null if there is none. One that nobody has asked for by type becomes what its content says it is. */
    public @Nullable YType root(String name) {
        return confined(() -> types.knownRoot(name));
    }

    /** Names of all roots, those nobody has asked for by type included, in the order in which they came up. */
    public Set<String> rootNames() {
        return confined(types::rootNames);
    }

    /**
     * Every root as what JavaScript's {@code toJSON} makes of it; a root that nobody has asked for by type as what its content
     * says it is.
     *
     * @throws NestingException if types are nested in each other too deeply
     */
    public Map<String, @Nullable Object> toJson() {
        return confined(() -> types.ofEachRoot(YType::toJson));
    }

    /** As {@link #toJson()}, of what a perspective shows. */
    public Map<String, @Nullable Object> toJson(Perspective at) {
        return confined(() -> types.ofEachRoot(type -> type.toJson(at)));
    }

    /** Shows everything in the document to a visitor. */
    public void visit(ContentVisitor visitor) {
        confined(() -> {
            new ContentWalk(this, visitor).walk();
            return null;
        });
    }

    Rows rows() {
        return store.rows();
    }

    /** The one object that stands for a type of the store. */
    YType typeAt(int type) {
        return types.at(type);
    }

    // --- listeners ---

    /** Told of each transaction that changed something, with its changes as an update of format 1. */
    public Subscription onUpdate(UpdateListener listener) {
        return events.update.add(listener);
    }

    /** As {@link #onUpdate}, in format 2. */
    public Subscription onUpdateV2(UpdateListener listener) {
        return events.updateV2.add(listener);
    }

    /** Told before the first of a row of transactions: listeners of one may start another. */
    public Subscription onBeforeAllTransactions(Consumer<Doc> listener) {
        return events.beforeAllTransactions.add(listener);
    }

    /** Told when a transaction begins, before its body runs. */
    public Subscription onBeforeTransaction(Consumer<Transaction> listener) {
        return events.beforeTransaction.add(listener);
    }

    /** Told when the body of a transaction is done, before its observers are called. To edit starts another transaction. */
    public Subscription onBeforeObserverCalls(Consumer<Transaction> listener) {
        return events.beforeObserverCalls.add(listener);
    }

    /** Told when all observers of a transaction were called, before what it deleted is collected. */
    public Subscription onAfterTransaction(Consumer<Transaction> listener) {
        return events.afterTransaction.add(listener);
    }

    /** Told when what a transaction deleted is collected and its structs are joined, before its update is handed out. */
    public Subscription onAfterTransactionCleanup(Consumer<Transaction> listener) {
        return events.afterTransactionCleanup.add(listener);
    }

    /** Told of a row of transactions when none is left to be finished. */
    public Subscription onAfterAllTransactions(Consumer<List<Transaction>> listener) {
        return events.afterAllTransactions.add(listener);
    }

    /** Told of each transaction by which subdocuments came, went, or are wanted. */
    public Subscription onSubdocs(Consumer<SubdocsEvent> listener) {
        return events.subdocs.add(listener);
    }

    /** Told once, when the document ends: see {@link #destroy}. */
    public Subscription onDestroy(Consumer<Doc> listener) {
        return events.destroy.add(listener);
    }

    // --- subdocuments ---

    /** The subdocuments in this document. */
    public Set<Doc> subdocs() {
        return Collections.unmodifiableSet(subdocs);
    }

    /** Guids of {@link #subdocs}. */
    public Set<String> subdocGuids() {
        Set<String> guids = new LinkedHashSet<>();
        subdocs.forEach(subdoc -> guids.add(subdoc.guid()));
        return guids;
    }

    /** As a subdocument: whether this replica wants its content. */
    public boolean shouldLoad() {
        return shouldLoad;
    }

    /** As a subdocument: asks, by the parent's subdocs event, for its content. */
    public void load() {
        SubdocPlace where = place;
        if (where != null && !shouldLoad) {
            where.parent().transact(transaction -> transaction.subdocs().loaded.add(this));
        }
        shouldLoad = true;
    }

    /** Whether {@link #destroy} was called. */
    public boolean isDestroyed() {
        return destroyed;
    }

    /**
     * Ends this document and those in it: nobody is told of anything any more. A subdocument gets a successor of the same guid,
     * not loaded, in its place.
     */
    public void destroy() {
        destroyed = true;
        for (Doc subdoc : new ArrayList<>(subdocs)) {
            subdoc.destroy();
        }
        SubdocPlace where = place;
        if (where != null) {
            place = null;
            where.parent().subdocItems.replace(this, where);
        }
        var failures = new Failures();
        events.destroy.call(failures, listener -> listener.accept(this));
        events.clear();
        failures.rethrow();
    }

    Subdocs subdocItems() {
        return subdocItems;
    }

    /** Another document with the same content, with {@link DocOptions#defaults}; subdocuments become others of the same guid. */
    public Doc copy() {
        return copy(DocOptions.defaults());
    }

    /** Another document with the same content. */
    public Doc copy(DocOptions options) {
        Doc copy = new Doc(options);
        copy.applyUpdate(encodeStateAsUpdate());
        return copy;
    }

    // --- housekeeping ---

    /**
     * Checks every invariant of the document's structs, in time linear to its size. For tests, and to find out whether a bug
     * has damaged a document.
     *
     * @throws IllegalStateException that says which one is broken, and where
     */
    public void checkIntegrity() {
        confined(() -> {
            store.checkIntegrity();
            return null;
        });
    }

    /** About how many bytes of memory the document takes, without objects handed out. */
    public long memoryBytes() {
        return confined(store::memoryBytes);
    }

    /** Gives back memory that growing left unused. Worthwhile after a load. */
    public void trim() {
        confined(() -> {
            store.trim();
            return null;
        });
    }
}
