package dev.weft.sync.awareness;

/**
 * What one client says of itself, or that it is gone.
 *
 * @param clientId Yjs client id of its document, 0 ≤ clientId &lt; 2^53
 * @param clock    grows with every state that the client sets, 0 ≤ clock &lt; 2^53
 * @param json     the state as JSON text, exactly as received; {@code null} in JSON says that the client is gone
 */
public record AwarenessEntry(long clientId, long clock, String json) {
    static final String GONE = "null";

    /** The entry that takes a client's state away. */
    public static AwarenessEntry removal(long clientId, long clock) {
        return new AwarenessEntry(clientId, clock, GONE);
    }

    /** Whether it says that the client is gone. */
    public boolean isRemoval() {
        return json.strip().equals(GONE);
    }
}
