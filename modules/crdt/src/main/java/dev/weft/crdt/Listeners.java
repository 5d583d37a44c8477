package dev.weft.crdt;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Listeners to one thing, called in the order in which they came. All are called, whatever some of them throw: see {@link
 * Failures}. One may take itself or others away, or add some, while being called: that counts from the next call on.
 */
final class Listeners<L> {
    private record Entry<L>(L listener) {}

    private final Runnable changed;
    private List<Entry<L>> entries = List.of();
    private int size;

    /** @param changed told when the number of listeners changes */
    Listeners(Runnable changed) {
        this.changed = changed;
    }

    Subscription add(L listener) {
        var entry = new Entry<>(listener);
        var more = new ArrayList<>(entries);
        more.add(entry);
        replace(more);
        return () -> remove(entry);
    }

    private void remove(Entry<L> entry) {
        var fewer = new ArrayList<Entry<L>>(entries.size());
        for (Entry<L> other : entries) {
            if (other != entry) {
                fewer.add(other);
            }
        }
        if (fewer.size() < entries.size()) {
            replace(fewer);
        }
    }

    void clear() {
        replace(List.of());
    }

    private void replace(List<Entry<L>> others) {
        entries = others;
        size = others.size();
        changed.run();
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    void call(Failures failures, Consumer<L> call) {
        for (Entry<L> entry : entries) {
            try {
                call.accept(entry.listener);
            } catch (RuntimeException | Error e) {
                failures.add(e);
            }
        }
    }
}
