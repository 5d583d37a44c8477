/**
 * One trace from a frame to its commit and on to what is folded from it: {@link dev.weft.engine.trace.Trace} carries its id from thread to thread.
 *
 * <p>Knows nothing else of the engine. {@code docs/traces.md} tells where ids come from and how to follow one.
 */
@NullMarked
package dev.weft.engine.trace;

import org.jspecify.annotations.NullMarked;
