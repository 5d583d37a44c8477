/**
 * Edits that the server makes in documents: as few as can be, so that what others do at the same time survives.
 *
 * <p>Start at {@link dev.weft.engine.content.document.ServerEdit}, which makes the update of an edit, and {@link dev.weft.engine.content.document.DocumentWriter}, the edit
 * that most others are built from.
 */
@NullMarked
package dev.weft.engine.content.document;

import org.jspecify.annotations.NullMarked;
