/**
 * Joining: what an id means, and who gets in.
 *
 * <p>Start at {@link dev.weft.engine.join.JoinRequest} and its sealed {@link dev.weft.engine.join.JoinOutcome}.
 */
@NullMarked
package dev.weft.engine.join;

import org.jspecify.annotations.NullMarked;
