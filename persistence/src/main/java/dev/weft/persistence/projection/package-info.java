/**
 * Projections: processors that stream the whole log and keep something that is folded from it.
 *
 * <p>{@link dev.weft.persistence.projection.Projection} is the part that they have in common: who reads which part of the streams, how far that is, and who
 * takes over when a process ends.
 */
@NullMarked
package dev.weft.persistence.projection;

import org.jspecify.annotations.NullMarked;
