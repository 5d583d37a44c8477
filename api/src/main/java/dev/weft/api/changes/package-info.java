/**
 * Tells listeners of changes as they come, by server-sent events.
 *
 * <p>Start at {@link dev.weft.api.changes.ChangeFeed}, which reads the log once for all of them, and {@link dev.weft.api.changes.ChangeListener}, which is one of
 * them: a place in the log, and somebody's right to hear of what comes behind it. What has been told is never kept for a listener: a slow one reads it from
 * the log.
 */
@NullMarked
package dev.weft.api.changes;

import org.jspecify.annotations.NullMarked;
