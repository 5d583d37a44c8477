/**
 * JSON Patch (RFC 6902) on documents: the operations are about the JSON that a document shows, and come out as edits of the shared types behind it.
 *
 * <p>Start at {@link dev.weft.engine.content.patch.JsonPatch}.
 */
@NullMarked
package dev.weft.engine.content.patch;

import org.jspecify.annotations.NullMarked;
