package dev.weft.crdt;

import dev.weft.crdt.store.Changes;
import dev.weft.crdt.store.StructStore;
import dev.weft.crdt.update.UpdateFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs transactions of one document, and cleans up after them: observers, garbage collection, merging, update events. A
 * transaction that an observer begins is cleaned up after the present one.
 *
 * <p>When nobody observes, an update is applied without most of this: see {@link #applyQuietly}.
 *
 * <p>Source: yjs 13.6, {@code src/utils/Transaction.js}, {@code transact} and {@code cleanupTransactions}.
 */
final class Transactions {
    private final Doc doc;
    private final StructStore store;
    private final DocEvents events;

    /** Of quiet updates, one after the other. */
    private final Changes quietChanges = new Changes();

    private @Nullable Transaction current;

    /** Transactions that are over, or nearly, and not cleaned up yet. */
    private List<Transaction> cleanups = new ArrayList<>();

    private boolean cleaning;

    Transactions(Doc doc) {
        this.doc = doc;
        this.store = doc.store;
        this.events = doc.events;
    }

    /** Whether nobody looks at single structs and types of a transaction. */
    private boolean isQuiet() {
        return events.isQuiet() && !doc.cleansUpFormatting();
    }

    @Nullable
    Transaction current() {
        return current;
    }

    /** Whether events may still be asked what changed. */
    boolean isUnderWay() {
        return !cleanups.isEmpty();
    }

    void run(Consumer<Transaction> body, @Nullable Object origin, boolean local) {
        Transaction outer = current;
        if (outer != null) {
            body.accept(outer);
            return;
        }
        Transaction transaction = begin(origin, local);
        var failures = new Failures();
        try {
            if (!events.isQuiet()) {
                announce(transaction);
            }
            body.accept(transaction);
        } catch (RuntimeException | Error e) {
            failures.add(e);
        }
        current = null;
        if (!cleaning) {
            cleanUpAll(failures);
        }
        failures.rethrow();
    }

    private Transaction begin(@Nullable Object origin, boolean local) {
        boolean quiet = isQuiet();
        Changes changes = quiet && cleanups.isEmpty() ? quietChanges : new Changes();
        var transaction = new Transaction(doc, changes, origin, local);
        changes.begin(quiet, quiet && doc.collectsAtOnce(), quiet ? null : new TypeChanges(transaction));
        store.use(changes);
        current = transaction;
        cleanups.add(transaction);
        return transaction;
    }

    private record TypeChanges(Transaction transaction) implements Changes.TypeListener {
        @Override
        public void typeChanged(int type, int key) {
            transaction.typeChanged(type, key);
        }

        @Override
        public void typeDeleted(int type) {
            transaction.typeDeleted(type);
        }
    }

    private void announce(Transaction transaction) {
        var failures = new Failures();
        if (cleanups.size() == 1) {
            events.beforeAllTransactions.call(failures, listener -> listener.accept(doc));
        }
        events.beforeTransaction.call(failures, listener -> listener.accept(transaction));
        failures.rethrow();
    }

    // --- updates ---

    void apply(byte[] update, UpdateFormat format, @Nullable Object origin) {
        if (current == null && cleanups.isEmpty() && isQuiet()) {
            applyQuietly(update, format, origin);
            return;
        }
        run(
                transaction -> {
                    transaction.setRemote();
                    int before = transaction.changes.modifications();
                    boolean exact = store.apply(update, format);
                    if (exact && before == 0) {
                        transaction.setAppliedUpdate(update, format);
                    }
                },
                origin,
                false);
    }

    /** Nobody looks at single structs: no transaction is needed unless somebody wants the update. */
    private void applyQuietly(byte[] update, UpdateFormat format, @Nullable Object origin) {
        quietChanges.begin(true, doc.collectsAtOnce(), null);
        store.use(quietChanges);
        quietOrigin = origin;
        boolean exact;
        try {
            exact = store.apply(update, format);
        } finally {
            store.finishTransaction();
        }
        if (quietChanges.isEmpty()) {
            current = null;
            return;
        }
        boolean clientIdTaken = store.changed().hasGrown(quietChanges, doc.clientId());
        if (events.update.isEmpty() && events.updateV2.isEmpty() && current == null && !clientIdTaken) {
            return;
        }
        Transaction transaction = current != null ? current : new Transaction(doc, quietChanges, origin, false);
        current = null;
        if (exact) {
            transaction.setAppliedUpdate(update, format);
        }
        cleanups.add(transaction);
        var failures = new Failures();
        cleaning = true;
        publish(transaction, failures);
        cleaning = false;
        cleanUpRest(1, failures);
        failures.rethrow();
    }

    private @Nullable Object quietOrigin;

    /** The transaction that subdocuments are noted in; a quiet update gets one only then. */
    Transaction forSubdocs() {
        Transaction transaction = current;
        if (transaction == null) {
            transaction = new Transaction(doc, quietChanges, quietOrigin, false);
            current = transaction;
        }
        return transaction;
    }

    // --- cleaning up ---

    private void cleanUpAll(Failures failures) {
        cleanUpRest(0, failures);
    }

    private void cleanUpRest(int from, Failures failures) {
        cleaning = true;
        for (int i = from; i < cleanups.size(); i++) {
            cleanUp(cleanups.get(i), failures);
        }
        cleaning = false;
        if (events.afterAllTransactions.isEmpty()) {
            cleanups.clear();
        } else {
            List<Transaction> done = cleanups;
            cleanups = new ArrayList<>();
            events.afterAllTransactions.call(failures, listener -> listener.accept(done));
        }
    }

    private void cleanUp(Transaction transaction, Failures failures) {
        if (!isQuiet()) {
            callObservers(transaction, failures);
        }
        store.use(transaction.changes);
        if (doc.gc()) {
            store.collectDeletions(doc::mayCollect);
        }
        store.finishTransaction();
        publish(transaction, failures);
    }

    private void callObservers(Transaction transaction, Failures failures) {
        events.beforeObserverCalls.call(failures, listener -> listener.accept(transaction));
        for (var entry : List.copyOf(transaction.changed().entrySet())) {
            YType type = entry.getKey();
            if (!type.isDeleted()) {
                failures.run(() -> type.callObservers(transaction, entry.getValue(), failures));
            }
        }
        for (var entry : List.copyOf(transaction.changedParentTypes().entrySet())) {
            YType type = entry.getKey();
            if (type.hasDeepObservers() && !type.isDeleted()) {
                failures.run(() -> callDeepObservers(type, entry.getValue(), failures));
            }
        }
        events.afterTransaction.call(failures, listener -> listener.accept(transaction));
        if (transaction.needFormattingCleanup) {
            failures.run(() -> FormattingCleanup.afterTransaction(transaction));
        }
    }

    private static void callDeepObservers(YType type, List<YEvent> all, Failures failures) {
        List<YEvent> ofLiving = new ArrayList<>();
        for (YEvent event : all) {
            if (!event.target().isDeleted()) {
                event.setCurrentTarget(type);
                ofLiving.add(event);
            }
        }
        // Top-level events come first.
        ofLiving.sort(Comparator.comparingInt(event -> event.path().size()));
        type.callDeepObservers(ofLiving, failures);
    }

    private void publish(Transaction transaction, Failures failures) {
        if (!transaction.isLocal() && store.changed().hasGrown(transaction.changes, doc.clientId())) {
            // Somebody else uses our client id.
            doc.setClientId(DocOptions.randomClientId());
        }
        if (!events.afterTransactionCleanup.isEmpty()) {
            events.afterTransactionCleanup.call(failures, listener -> listener.accept(transaction));
        }
        if (!transaction.changes.isEmpty()) {
            publishUpdate(transaction, events.update, UpdateFormat.V1, failures);
            publishUpdate(transaction, events.updateV2, UpdateFormat.V2, failures);
        }
        publishSubdocs(transaction, failures);
    }

    private static void publishUpdate(
            Transaction transaction, Listeners<UpdateListener> listeners, UpdateFormat format, Failures failures) {
        if (!listeners.isEmpty()) {
            byte[] update = transaction.encode(format);
            listeners.call(failures, listener -> listener.onUpdate(update, transaction.origin(), transaction));
        }
    }

    private void publishSubdocs(Transaction transaction, Failures failures) {
        if (!transaction.hasSubdocChanges() || transaction.subdocs().isEmpty()) {
            return;
        }
        SubdocChanges changes = transaction.subdocs();
        for (Doc subdoc : changes.added) {
            subdoc.setClientId(doc.clientId());
            if (subdoc.collectionId() == null) {
                subdoc.setCollectionId(doc.collectionId());
            }
            doc.subdocs.add(subdoc);
        }
        doc.subdocs.removeAll(changes.removed);
        var event = new SubdocsEvent(changes.loaded, changes.added, changes.removed, transaction);
        events.subdocs.call(failures, listener -> listener.accept(event));
        for (Doc removed : List.copyOf(changes.removed)) {
            failures.run(removed::destroy);
        }
    }
}
