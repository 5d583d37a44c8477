/**
 * Refusals as HTTP tells them: {@code application/problem+json}, with what was wrong, where, and what was expected.
 *
 * <p>Start reading at {@link dev.weft.api.problem.RequestRefusedException}. Used by REST and by sockets before their upgrade.
 */
@NullMarked
package dev.weft.api.problem;

import org.jspecify.annotations.NullMarked;
