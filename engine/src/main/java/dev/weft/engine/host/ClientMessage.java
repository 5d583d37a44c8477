package dev.weft.engine.host;

import dev.weft.sync.awareness.AwarenessUpdate;

/**
 * What a participant says to a document. Byte arrays belong to the document once they are handed over.
 *
 * <p>A {@code frame} is a number of the sender's own choice that comes back in {@link ServerMessage.Acknowledged} or {@link ServerMessage.Refused}, in
 * the order in which the frames were sent.
 */
public sealed interface ClientMessage {
    /** "Tell me what I lack." */
    record Step1(byte[] stateVector) implements ClientMessage {}

    /** All that the document lacked when it asked; often an empty update, and then harmless from a reader, too. */
    record Step2(long frame, byte[] update) implements ClientMessage {}

    /** A change just made. */
    record Update(long frame, byte[] update) implements ClientMessage {}

    /** What the sender's client shows of itself, and perhaps what it heard of others. */
    record Awareness(AwarenessUpdate update) implements ClientMessage {}

    /** Asks for everybody's awareness. */
    record AwarenessQuery() implements ClientMessage {}
}
