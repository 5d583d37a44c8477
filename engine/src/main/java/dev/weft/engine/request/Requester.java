package dev.weft.engine.request;

import dev.weft.engine.access.Principal;
import dev.weft.engine.workflow.EventOrigin;
import dev.weft.engine.workflow.RequestKey;
import dev.weft.engine.workflow.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param tool what it says it works with; null if it says nothing
 * @param traceId W3C trace id that the client named; null if it named none, and works for its session's
 * @param key makes the request harmless to repeat; null where it is anyway, or is not to be repeated
 */
public record Requester(
        Principal principal,
        SessionId session,
        @Nullable String tool,
        @Nullable String traceId,
        @Nullable RequestKey key) {
    public EventOrigin origin() {
        return new EventOrigin(principal.id(), session, tool, traceId, key);
    }
}
