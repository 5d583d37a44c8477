/**
 * Projections of an application's own against documents: a listener is told of each event what it changed, by whom, in the order of the log.
 *
 * <p>Start at {@link dev.weft.engine.projection.DocumentListener}. How far a listener is, is kept by whoever runs the processor.
 */
@NullMarked
package dev.weft.engine.projection;

import org.jspecify.annotations.NullMarked;
