package dev.weft.api.auth;

import dev.weft.engine.access.Principal;
import java.time.Instant;

/**
 * Somebody whose token was believed.
 *
 * @param expiresAt when it is not believed any more; {@link Instant#MAX} if that never happens
 */
public record Caller(Principal principal, Instant expiresAt) {}
