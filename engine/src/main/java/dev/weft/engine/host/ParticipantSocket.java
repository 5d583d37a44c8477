package dev.weft.engine.host;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /**
     * Writes one message without ever blocking, if the connection can do that and has nothing under way: so that no thread has to be started for it. Called
     * as {@link #send} is, and by the document's own thread.
     *
     * @param whenWritten told when the connection has taken the message, or is gone; perhaps before this returns
     * @return false if the message must be written by {@link #send}: nothing was written, and nobody will be told
     */
    default boolean sendAtOnce(OutboundMessage message, WriteResult whenWritten) {
        return false;
    }

    /** Told once, by any thread, and must not block. */
    @FunctionalInterface
    interface WriteResult {
        /** @param failure null if the connection has taken the message */
        void written(@Nullable IOException failure);
    }

    /** Ends the connection, or its part of it. Called at most once, from any thread, perhaps while {@link #send} blocks. */
    void close(CloseReason reason);
}
