/**
 * Looks into the past of a workflow: any state by sequence or time, what an event changed, who wrote what, what would be without
 * somebody, and the edit that brings a past state back.
 *
 * <p>Start at {@link dev.weft.engine.replay.History}. Everything here reads the log and folds it anew; it appends nothing, holds
 * nothing between two calls, and doesn't know of documents that are open.
 */
@NullMarked
package dev.weft.engine.replay;

import org.jspecify.annotations.NullMarked;
