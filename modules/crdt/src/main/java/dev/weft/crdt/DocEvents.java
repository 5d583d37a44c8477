package dev.weft.crdt;

import java.util.List;
import java.util.function.Consumer;

/** Everybody who listens to a document, by what to. */
final class DocEvents {
    private final Doc doc;

    final Listeners<Consumer<Doc>> beforeAllTransactions;
    final Listeners<Consumer<Transaction>> beforeTransaction;
    final Listeners<Consumer<Transaction>> beforeObserverCalls;
    final Listeners<Consumer<Transaction>> afterTransaction;
    final Listeners<Consumer<Transaction>> afterTransactionCleanup;
    final Listeners<Consumer<List<Transaction>>> afterAllTransactions;
    final Listeners<UpdateListener> update;
    final Listeners<UpdateListener> updateV2;
    final Listeners<Consumer<SubdocsEvent>> subdocs;
    final Listeners<Consumer<Doc>> destroy;

    private int observers;
    private boolean phasesWatched;

    DocEvents(Doc doc) {
        this.doc = doc;
        beforeAllTransactions = new Listeners<>(this::countPhases);
        beforeTransaction = new Listeners<>(this::countPhases);
        beforeObserverCalls = new Listeners<>(this::countPhases);
        afterTransaction = new Listeners<>(this::countPhases);
        afterTransactionCleanup = new Listeners<>(this::countPhases);
        afterAllTransactions = new Listeners<>(this::countPhases);
        update = new Listeners<>(() -> {});
        updateV2 = new Listeners<>(() -> {});
        subdocs = new Listeners<>(() -> {});
        destroy = new Listeners<>(() -> {});
    }

    private void countPhases() {
        phasesWatched = !(beforeAllTransactions.isEmpty()
                && beforeTransaction.isEmpty()
                && beforeObserverCalls.isEmpty()
                && afterTransaction.isEmpty()
                && afterTransactionCleanup.isEmpty()
                && afterAllTransactions.isEmpty());
    }

    /** A type of the document got so many more observers. */
    void addObservers(int more) {
        observers += more;
    }

    /** Whether nobody will look at single structs of a transaction: only its update may be asked for. */
    boolean isQuiet() {
        return observers == 0 && !phasesWatched;
    }

    /** Nobody listens any more. */
    void clear() {
        for (Listeners<?> listeners : List.of(
                beforeAllTransactions,
                beforeTransaction,
                beforeObserverCalls,
                afterTransaction,
                afterTransactionCleanup,
                afterAllTransactions,
                update,
                updateV2,
                subdocs,
                destroy)) {
            listeners.clear();
        }
    }

    Doc doc() {
        return doc;
    }
}
