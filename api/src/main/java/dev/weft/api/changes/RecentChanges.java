package dev.weft.api.changes;

import dev.weft.persistence.changes.Change;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The end of the log, as far as it has been read, without gaps. Safe for use by many threads. */
final class RecentChanges {

    private final int capacity;
    private final Deque<Change> changes = new ArrayDeque<>();

    /** All changes behind this position and up to {@link #position} are here. */
    private long floor;

    private long position;

    RecentChanges(int capacity) {
        this.capacity = capacity;
    }

    /** Forgets all, and begins behind a position. */
    synchronized void beginAt(long start) {
        changes.clear();
        floor = start;
        position = start;
    }

    synchronized long position() {
        return position;
    }

    /**
     * Adds what was read from the log, unless it was begun elsewhere meanwhile.
     *
     * @param behind the position behind which it was read
     * @param next the changes that follow, in order
     */
    synchronized void add(long behind, List<Change> next) {
        if (behind != position) {
            return;
        }
        for (Change change : next) {
            changes.addLast(change);
            position = change.position();
            if (changes.size() > capacity) {
                floor = changes.removeFirst().position();
            }
        }
    }

    /**
     * What a listener has to hear.
     *
     * @param changes of its scope, in order
     * @param position up to which it has then been told everything
     */
    record News(List<Change> changes, long position) {}

    /** What is behind a position for a listener; nothing if that is further back than the changes that are here. */
    synchronized Optional<News> behind(long after, ChangeScope scope) {
        if (after < floor) {
            return Optional.empty();
        }
        List<Change> told = changes.stream()
                .filter(change -> change.position() > after && scope.includes(change))
                .toList();
        return Optional.of(new News(told, Math.max(after, position)));
    }
}
