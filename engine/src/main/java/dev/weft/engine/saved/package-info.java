/**
 * Looks at what is saved: workflows as their last save left them, and all versions.
 *
 * <p>Start at {@link dev.weft.engine.saved.SavedWorkflows}. Read from the log, so what was committed before a call is seen by it. Rights are the caller's business.
 */
@NullMarked
package dev.weft.engine.saved;

import org.jspecify.annotations.NullMarked;
