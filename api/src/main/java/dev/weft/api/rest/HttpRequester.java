package dev.weft.api.rest;

import dev.weft.api.problem.RequestRefusedException;
import dev.weft.api.socket.TraceId;
import dev.weft.engine.access.Principal;
import dev.weft.engine.request.Requester;
import dev.weft.engine.workflow.RequestKey;
import dev.weft.engine.workflow.SessionId;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Who asks by HTTP: the caller, and what its headers say of its session, its tool, and whether the request may be a repetition. */
final class HttpRequester {

    static final String SESSION = TraceId.SESSION_HEADER;
    static final String TOOL = "Weft-Tool";
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final int LONGEST_TOOL = 64;

    private HttpRequester() {}

    /** @param body what is asked for beside method and address */
    static Requester of(Principal caller, HttpServletRequest request, byte[] body) {
        return new Requester(caller, session(request), tool(request), TraceId.of(request), key(request, body));
    }

    private static SessionId session(HttpServletRequest request) {
        String session = request.getHeader(SESSION);
        try {
            return session == null ? SessionId.ofTrace(TraceId.of(request)) : new SessionId(session);
        } catch (IllegalArgumentException e) {
            throw RequestRefusedException.badRequest(SESSION + ": " + e.getMessage());
        }
    }

    private static @Nullable String tool(HttpServletRequest request) {
        String tool = request.getHeader(TOOL);
        if (tool != null && (tool.isBlank() || tool.length() > LONGEST_TOOL)) {
            throw RequestRefusedException.badRequest(TOOL + " has " + tool.length() + " characters, expected 1 to "
                    + LONGEST_TOOL + " that are not all blank");
        }
        return tool;
    }

    private static @Nullable RequestKey key(HttpServletRequest request, byte[] body) {
        String key = request.getHeader(IDEMPOTENCY_KEY);
        if (key == null) {
            return null;
        }
        try {
            return new RequestKey(key, digest(request, body));
        } catch (IllegalArgumentException e) {
            throw RequestRefusedException.badRequest(IDEMPOTENCY_KEY + ": " + e.getMessage());
        }
    }

    private static String digest(HttpServletRequest request, byte[] body) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            String asked = request.getMethod() + " " + request.getRequestURI() + "?" + request.getQueryString() + "\n";
            sha256.update(asked.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
