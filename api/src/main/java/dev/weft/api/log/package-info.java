/**
 * Commands that look into the log of events: {@code weft replay} and {@code weft verify}; those that move a history: {@code weft export} and {@code weft
 * import}; and {@code weft projections}, about what is folded from it.
 *
 * <p>They work on the database directly, whether a server runs over it or not. Start at {@link dev.weft.api.log.ReplayCommand}.
 */
@NullMarked
package dev.weft.api.log;

import org.jspecify.annotations.NullMarked;
