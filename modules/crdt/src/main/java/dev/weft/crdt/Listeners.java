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

    /** @param changed told when the number of listeners changes */
    Listeners(Runnable changed) {
        this.changed = changed;
    }

    Subscription add(L listener) {
        var entry = new Entry<>(listener);
        var more = new ArrayList<>(entries);
        more.add(entry);
        entries = more;
        changed.run();
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
            entries = fewer;
            changed.run();
        }
    }

    void clear() {
        entries = List.of();
        changed.run();
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    int size() {
        return entries.size();
    }

    void call(Failures failures, Consumer<L> call) {
        for (Entry<L> entry : entries) {
            failures.run(() -> call.accept(entry.listener));
        }
    }
}
