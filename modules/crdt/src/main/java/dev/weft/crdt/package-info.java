/**
 * The Yjs document in pure Java: the same types, updates and events, byte for byte.
 *
 * <p>Start at {@link dev.weft.crdt.Doc}; then {@link dev.weft.crdt.YMap}, {@link dev.weft.crdt.YArray}, {@link
 * dev.weft.crdt.YText} and the XML types, {@link dev.weft.crdt.Transaction} and {@link dev.weft.crdt.YEvent}. Names are Yjs's.
 * Structs live in {@code dev.weft.crdt.store}; work on update bytes without a document in {@code dev.weft.crdt.update}.
 *
 * <p>A document and everything got from it is used by one thread at a time.
 */
@NullMarked
package dev.weft.crdt;

import org.jspecify.annotations.NullMarked;
