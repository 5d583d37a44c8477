package dev.weft.engine.host;

import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.sync.awareness.AwarenessUpdate;

/** What a document says to a participant. Byte arrays are shared among participants: never change them. */
public sealed interface ServerMessage {
    /** "Tell me what I lack": sent once for each {@link ClientMessage.Step1}, after its answer. */
    record Step1(byte[] stateVector) implements ServerMessage {}

    /** The answer to {@link ClientMessage.Step1}. */
    record Step2(byte[] update) implements ServerMessage {}

    /** Somebody else's change, as received from them, and durable. */
    record Update(UpdateBytes update) implements ServerMessage {}

    /** Who is here; an empty one says no more than that the document is. */
    record Awareness(AwarenessUpdate update) implements ServerMessage {}

    /**
     * A frame of the participant's own is durable.
     *
     * @param update the frame's update, for dialects that acknowledge by an echo
     */
    record Acknowledged(long frame, UpdateBytes update) implements ServerMessage {}

    /**
     * A frame of the participant's own was not taken, and never will be.
     *
     * @param frame {@link #NO_FRAME} for a message that carries no number
     */
    record Refused(long frame, FrameRefusal reason) implements ServerMessage {
        public static final long NO_FRAME = -1;
    }
}
