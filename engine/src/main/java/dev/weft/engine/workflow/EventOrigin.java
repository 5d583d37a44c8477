package dev.weft.engine.workflow;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf an event is written, and why: what its metadata tell.
 *
 * @param principal id of the principal
 * @param tool what it said it works with; null if it said nothing
 * @param traceId W3C trace id that the client named; null if it named none
 * @param request the request that the event carries out, if that had an idempotency key
 */
public record EventOrigin(
        String principal,
        SessionId session,
        @Nullable String tool,
        @Nullable String traceId,
        @Nullable RequestKey request) {
    /** The origin of an event that holds several people's updates: the first of them. */
    public static EventOrigin ofFirst(UpdatesAppended event, @Nullable String traceId) {
        AppendedUpdate first = event.updates().getFirst();
        return new EventOrigin(first.principal(), first.session(), first.tool(), traceId, null);
    }

    /** W3C trace id: the one that the client named, or its session's. */
    public String trace() {
        return session.traceIdOr(traceId);
    }

    public EventOrigin withoutRequest() {
        return new EventOrigin(principal, session, tool, traceId, null);
    }

    /** With keys of {@link EventMetadata}. */
    public Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(EventMetadata.PRINCIPAL, principal);
        metadata.put(EventMetadata.SESSION, session.value());
        if (tool != null) {
            metadata.put(EventMetadata.TOOL, tool);
        }
        metadata.put(EventMetadata.TRACE_ID, trace());
        if (request != null) {
            metadata.put(EventMetadata.REQUEST_KEY, request.key());
            metadata.put(EventMetadata.REQUEST_DIGEST, request.digest());
        }
        return metadata;
    }
}
