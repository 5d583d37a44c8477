/**
 * Bringing together what happened to a document and what happened to the workflow elsewhere, without losing either.
 *
 * <p>Start at {@link dev.weft.engine.content.merge.Reconciliation}, for changes from outside, and {@link dev.weft.engine.content.merge.SaveMergeBack}, for what a save
 * normalised. Both are a merge of three drafts, {@link dev.weft.engine.content.merge.DraftMerge}, whose result is written by the least edits.
 */
@NullMarked
package dev.weft.engine.content.merge;

import org.jspecify.annotations.NullMarked;
