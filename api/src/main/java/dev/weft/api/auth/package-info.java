/**
 * Who is calling.
 *
 * <p>Start reading at {@link dev.weft.api.auth.Authenticator}. Knows neither sockets nor REST: both hand a token in and get a
 * {@link dev.weft.api.auth.Caller} or a refusal. What the caller may do is not known here.
 */
@NullMarked
package dev.weft.api.auth;

import org.jspecify.annotations.NullMarked;
