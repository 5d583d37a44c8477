package dev.weft.crdt;

import java.util.LinkedHashSet;
import java.util.Set;

/** What a transaction did to subdocuments: Yjs's {@code subdocsAdded}, {@code subdocsRemoved}, {@code subdocsLoaded}. */
final class SubdocChanges {
    final Set<Doc> added = new LinkedHashSet<>();
    final Set<Doc> removed = new LinkedHashSet<>();
    final Set<Doc> loaded = new LinkedHashSet<>();

    boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && loaded.isEmpty();
    }
}
