/**
 * Who is calling, and what they may do in which project.
 *
 * <p>Start reading at {@link dev.weft.api.auth.DevTokens}. Knows neither sockets nor REST: both hand a token in and get a
 * {@link dev.weft.engine.access.Principal} or a refusal.
 */
@NullMarked
package dev.weft.api.auth;

import org.jspecify.annotations.NullMarked;
