/**
 * The struct store: every struct of a document, in primitive arrays instead of objects.
 *
 * <p>Start at {@link dev.weft.crdt.store.StructStore}, which owns the parts, then {@link dev.weft.crdt.store.Rows} for the
 * layout, {@link dev.weft.crdt.store.Integration} for the conflict resolution of YATA and {@link
 * dev.weft.crdt.store.UpdateIntegration} for the way of an update into the document. Names are those of Yjs: struct, item,
 * origin, right origin, parent, state, delete set.
 *
 * <p>Everything about one document is used by one thread at a time; nothing in here is thread-safe. This package knows update
 * bytes ({@code dev.weft.crdt.update}), but neither shared types as users see them, nor events: {@code dev.weft.crdt} builds
 * those on top and is told what happened through {@link dev.weft.crdt.store.Changes}. Not exported.
 */
@NullMarked
package dev.weft.crdt.store;

import org.jspecify.annotations.NullMarked;
