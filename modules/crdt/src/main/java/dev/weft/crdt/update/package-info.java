/**
 * Updates as bytes: everything that can be done with the updates of Yjs, in both formats, without a document.
 *
 * <p>Start reading at {@link dev.weft.crdt.update.Updates}, the operations, and at {@link dev.weft.crdt.update.UpdateCursor}, which steps
 * over the structs and deletions of an update and describes what they hold.
 *
 * <p>This package knows ids, clocks and encodings. It doesn't know documents, shared types, or how structs are integrated.
 *
 * <p>Source of formats and operations: yjs 13.6.33, {@code src/utils/updates.js}, {@code UpdateEncoder.js},
 * {@code UpdateDecoder.js}, {@code DeleteSet.js}, and {@code src/structs}.
 */
@NullMarked
package dev.weft.crdt.update;

import org.jspecify.annotations.NullMarked;
