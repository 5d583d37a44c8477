package dev.weft.engine.host;

import dev.weft.engine.access.Principal;
import dev.weft.engine.request.DocumentRequest;
import dev.weft.engine.request.RequestOutcome;
import java.util.concurrent.CompletableFuture;

/** What a connection holds of a document it has entered. */
public interface Participant {
    /**
     * Hands one message to the document. Blocks while the document has more waiting than it wants: whoever reads a socket should call this before reading
     * on. Messages of one participant must come one after another; they are handled in that order.
     *
     * <p>After {@link #leave()} or a close it does nothing.
     *
     * @throws InterruptedException if interrupted while it waits; the message was not taken
     */
    void receive(ClientMessage message) throws InterruptedException;

    /**
     * Asks for something. What was received before goes first; the right to it is read when its turn comes.
     *
     * @return never fails, and is there within the time that the settings give
     */
    CompletableFuture<RequestOutcome> request(DocumentRequest request);

    /**
     * The same person has shown another token, which may say something else of what they may do. Counts from the next message on.
     *
     * @throws IllegalArgumentException if it is another person
     */
    void renew(Principal principal);

    /** Leaves the document. What was received before is still made durable. Does nothing when called again. */
    void leave();
}
