package dev.weft.engine.host;

import dev.weft.engine.workflow.UpdateBytes;

/** What a document says to a participant. Byte arrays are shared among participants: never change them. */
public sealed interface ServerMessage {
    /** "Tell me what I lack": sent once, after the answer to the participant's first {@link ClientMessage.Step1}. */
    record Step1(byte[] stateVector) implements ServerMessage {}

    /** The answer to {@link ClientMessage.Step1}. */
    record Step2(byte[] update) implements ServerMessage {}

    /** Somebody else's change, as received from them, and durable. */
    record Update(UpdateBytes update) implements ServerMessage {}

    record Awareness(byte[] update) implements ServerMessage {}

    /**
     * A frame of the participant's own is durable.
     *
     * @param update the frame's update, for dialects that acknowledge by an echo
     */
    record Acknowledged(long frame, UpdateBytes update) implements ServerMessage {}

    /** A frame of the participant's own was not taken, and never will be. */
    record Refused(long frame, FrameRefusal reason) implements ServerMessage {}
}
