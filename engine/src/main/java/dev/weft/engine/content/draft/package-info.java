/**
 * Reading a workflow out of a document, before anybody judges it.
 *
 * <p>Start at {@link dev.weft.engine.content.draft.Draft}.
 */
@NullMarked
package dev.weft.engine.content.draft;

import org.jspecify.annotations.NullMarked;
