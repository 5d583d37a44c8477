package dev.weft.api.auth;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a request carries its token: in the header {@code Authorization: Bearer …}, or in the query, as browsers' sockets must. */
public final class RequestToken {

    private static final String SCHEME = "bearer ";

    private RequestToken() {}

    /**
     * The token of a request, null if it has none.
     *
     * @throws UnauthenticatedException if the header has another scheme
     */
    public static @Nullable String of(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null) {
            return request.getParameter("token");
        }
        if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw new UnauthenticatedException("header Authorization has another scheme than the expected Bearer");
        }
        return header.substring(SCHEME.length()).strip();
    }
}
