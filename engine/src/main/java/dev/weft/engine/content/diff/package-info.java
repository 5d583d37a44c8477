/**
 * Differences between texts: as few edits as make one of the other, and the merge of two that come from one.
 *
 * <p>Start at {@link dev.weft.engine.content.diff.TextDiff} and {@link dev.weft.engine.content.diff.LineMerge}.
 */
@NullMarked
package dev.weft.engine.content.diff;

import org.jspecify.annotations.NullMarked;
