package dev.weft.api.socket;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The trace that a request belongs to. */
public final class TraceId {

    /** W3C Trace Context, level 1: version, trace id, parent id, flags. */
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-(?<trace>[0-9a-f]{32})-[0-9a-f]{16}-.*");

    private TraceId() {}

    /** The id in the header {@code traceparent}, null if there is none. */
    public static @Nullable String of(HttpServletRequest request) {
        String header = request.getHeader("traceparent");
        if (header == null) {
            return null;
        }
        Matcher matcher = TRACEPARENT.matcher(header);
        return matcher.matches() ? matcher.group("trace") : null;
    }
}
