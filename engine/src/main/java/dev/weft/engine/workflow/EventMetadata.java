package dev.weft.engine.workflow;

/**
 * The keys of the metadata that stands beside each event. Values are text.
 *
 * <p>Of an event that holds the updates of several people, the metadata name who was first in it; the event itself names each.
 */
public final class EventMetadata {
    /** Id of the principal on whose behalf the event was written. */
    public static final String PRINCIPAL = "principal";
    /** Session of that principal. */
    public static final String SESSION = "session";
    /** What that principal said it works with, such as a page or a script; absent if it said nothing. */
    public static final String TOOL = "tool";
    /** Idempotency key of the request that the event carries out; absent if it had none. */
    public static final String REQUEST_KEY = "requestKey";
    /** Digest of what that request asked for; beside the key. */
    public static final String REQUEST_DIGEST = "requestDigest";
    /** W3C trace id of the request or frame that led to the event: what its client named, else that of the session. */
    public static final String TRACE_ID = "traceId";
    /** Message id of the first message of the chain. */
    public static final String CORRELATION_ID = "correlationId";
    /** Message id of the command that produced the event. */
    public static final String CAUSATION_ID = "causationId";

    private EventMetadata() {}
}
