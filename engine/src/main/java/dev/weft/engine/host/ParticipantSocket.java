package dev.weft.engine.host;

import java.io.IOException;
import java.util.List;

/** What a document holds of a participant's connection; implemented once for each dialect. */
public interface ParticipantSocket {
    /**
     * Writes one message and returns when the connection has taken it. May block: it is called on a virtual thread of the participant's own, for one
     * message at a time and in order.
     *
     * @throws IOException if the connection is gone; the participant then leaves by itself
     */
    void send(OutboundMessage message) throws IOException;

    /**
     * Writes what has piled up, in order, as {@link #send} would one after another; a connection that can writes it at once.
     *
     * @throws IOException as {@link #send}
     */
    default void sendAll(List<OutboundMessage> messages) throws IOException {
        for (OutboundMessage message : messages) {
            send(message);
        }
    }

    /** Ends the connection, or its part of it. Called at most once, from any thread, perhaps while {@link #send} blocks. */
    void close(CloseReason reason);
}
