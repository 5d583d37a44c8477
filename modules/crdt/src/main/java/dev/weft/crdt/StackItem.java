package dev.weft.crdt;

import dev.weft.crdt.update.IdSet;
import java.util.HashMap;
import java.util.Map;

/**
 * One step that can be undone, or redone.
 *
 * <p>Source: yjs 13.6, {@code src/utils/UndoManager.js}, {@code StackItem}.
 */
public final class StackItem {
    private final Map<Object, Object> meta = new HashMap<>();
    private CapturedIds deletions;
    private CapturedIds insertions;

    StackItem(CapturedIds deletions, CapturedIds insertions) {
        this.deletions = deletions;
        this.insertions = insertions;
    }

    /** A further change becomes part of the step. */
    void extend(CapturedIds moreDeletions, CapturedIds moreInsertions) {
        deletions = deletions.union(moreDeletions);
        insertions = insertions.union(moreInsertions);
    }

    /** For listeners to keep in, say, the selection that is to come back with the step. */
    public Map<Object, Object> meta() {
        return meta;
    }

    /** Units that the step deleted. */
    public IdSet deletions() {
        return deletions.ids();
    }

    /** Units that the step inserted. */
    public IdSet insertions() {
        return insertions.ids();
    }

    CapturedIds capturedDeletions() {
        return deletions;
    }

    CapturedIds capturedInsertions() {
        return insertions;
    }
}
