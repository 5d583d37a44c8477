package dev.weft.api.socket;

import dev.weft.engine.workflow.SessionId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The trace that a request belongs to, and all that is done on a socket that it opens. */
public final class TraceId {

    /** Names the session of a request that opens no socket. */
    public static final String SESSION_HEADER = "Weft-Session";

    /** W3C Trace Context, level 1: version, trace id, parent id, flags. An id of zeros is none. */
    private static final Pattern TRACEPARENT =
            Pattern.compile("[0-9a-f]{2}-(?<trace>(?!0{32})[0-9a-f]{32})-[0-9a-f]{16}-.*");

    private static final String ATTRIBUTE = TraceId.class.getName();

    private TraceId() {}

    /** The id in the header {@code traceparent}; else that of the session that the request names; else one that is drawn, the same for each call. */
    public static String of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        String traceId = read(request);
        request.setAttribute(ATTRIBUTE, traceId);
        return traceId;
    }

    private static String read(HttpServletRequest request) {
        String header = request.getHeader("traceparent");
        if (header != null) {
            Matcher matcher = TRACEPARENT.matcher(header);
            if (matcher.matches()) {
                return matcher.group("trace");
            }
        }
        String session = request.getHeader(SESSION_HEADER);
        return sessionOrDrawn(session == null ? request.getParameter("session") : session)
                .traceId();
    }

    /** What is no session is refused by whoever needs one, with a reason. */
    private static SessionId sessionOrDrawn(@Nullable String text) {
        if (text != null) {
            try {
                return new SessionId(text);
            } catch (IllegalArgumentException e) {
                // as if none were named
            }
        }
        return new SessionId(UUID.randomUUID().toString());
    }
}
