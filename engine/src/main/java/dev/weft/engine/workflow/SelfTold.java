package dev.weft.engine.workflow;

import java.util.HashMap;
import java.util.Map;

/**
 * Metadata that an event says itself, so that they need not be stored beside it as well: who was first in it, and, since a host's command is known by
 * its append, what caused it.
 */
public final class SelfTold {
    private SelfTold() {}

    /** What the event says; empty if nothing. The caller's own. */
    public static Map<String, String> by(WorkflowEvent event) {
        Map<String, String> told = new HashMap<>();
        if (event instanceof HostEvent hostEvent) {
            String cause = hostEvent.appendId().toString();
            told.put(EventMetadata.CORRELATION_ID, cause);
            told.put(EventMetadata.CAUSATION_ID, cause);
        }
        if (event instanceof UpdatesAppended appended) {
            AppendedUpdate first = appended.updates().getFirst();
            told.put(EventMetadata.PRINCIPAL, first.principal());
            told.put(EventMetadata.SESSION, first.session().value());
            told.put(EventMetadata.TRACE_ID, first.session().traceId());
            if (first.tool() != null) {
                told.put(EventMetadata.TOOL, first.tool());
            }
        }
        return told;
    }

    /** What must be stored beside the event: whatever it doesn't say, or says differently. */
    public static Map<String, ?> removedFrom(Map<String, ?> metadata, WorkflowEvent event) {
        Map<String, Object> rest = new HashMap<>(metadata);
        by(event).forEach(rest::remove);
        return rest;
    }

    /** All metadata of the event, given what was stored beside it. */
    public static Map<String, ?> addedTo(Map<String, ?> stored, WorkflowEvent event) {
        Map<String, Object> all = new HashMap<>(by(event));
        all.putAll(stored);
        return all;
    }
}
