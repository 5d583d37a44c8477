package dev.weft.engine.workflow;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf an event is written, and why: what its metadata tell.
 *
 * @param principal id of the principal
 * @param tool what it said it works with; null if it said nothing
 * @param traceId W3C trace id, if there is one
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
        if (traceId != null) {
            metadata.put(EventMetadata.TRACE_ID, traceId);
        }
        if (request != null) {
            metadata.put(EventMetadata.REQUEST_KEY, request.key());
            metadata.put(EventMetadata.REQUEST_DIGEST, request.digest());
        }
        return metadata;
    }
}
