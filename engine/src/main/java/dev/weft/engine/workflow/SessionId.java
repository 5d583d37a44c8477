package dev.weft.engine.workflow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.weft.engine.content.CanonicalUuid;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One client's editing session: a browser tab from load to close, whatever happens to its sockets meanwhile. Chosen by the client; the server draws one
 * for a connection that names none.
 *
 * @param value 1 to {@value #MAX_LENGTH} visible ASCII characters
 */
public record SessionId(@JsonValue String value) {
    public static final int MAX_LENGTH = 128;

    private static final Pattern UUID_OF_TRACE =
            Pattern.compile("([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})");

    private static final UUID NIL = new UUID(0, 0);
    private static final int TRACE_BYTES = 16;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SessionId {
        if (value.isEmpty() || value.length() > MAX_LENGTH || !isVisibleAscii(value)) {
            throw new IllegalArgumentException(
                    "a session is 1 to " + MAX_LENGTH + " visible ASCII characters, not '" + value + "'");
        }
    }

    /** The session of a connection that names none: one for each trace. */
    public static SessionId ofTrace(String traceId) {
        return new SessionId(UUID_OF_TRACE.matcher(traceId).replaceFirst("$1-$2-$3-$4-$5"));
    }

    /**
     * The W3C trace id of what the client does in this session, unless it names another: the digits of a session that is a UUID, else some that are drawn
     * from it. So an event that tells its session tells its trace as well.
     */
    public String traceId() {
        return CanonicalUuid.parseLowerCase(value)
                .filter(uuid -> !uuid.equals(NIL))
                .map(uuid -> value.replace("-", ""))
                .orElseGet(() -> HexFormat.of().formatHex(sha256(value), 0, TRACE_BYTES));
    }

    /** @param given what the client named; null if it named none */
    public String traceIdOr(@Nullable String given) {
        return given == null ? traceId() : given;
    }

    private static boolean isVisibleAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character <= ' ' || character >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
