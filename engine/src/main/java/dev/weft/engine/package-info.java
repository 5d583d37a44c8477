/**
 * The engine put together.
 *
 * <p>One call wires aggregate, command bus, joining and document hosts over an event store. Knows no Spring and no
 * SQL. The path of an update starts in {@link dev.weft.engine.host}, that of a join in {@link dev.weft.engine.join}.
 */
@NullMarked
package dev.weft.engine;

import org.jspecify.annotations.NullMarked;
