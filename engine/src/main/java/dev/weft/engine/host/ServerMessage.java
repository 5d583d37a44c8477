package dev.weft.engine.host;

import dev.weft.crdt.update.UpdateFormat;
import dev.weft.crdt.update.Updates;
import dev.weft.engine.access.Role;
import dev.weft.engine.content.merge.MergeConflict;
import dev.weft.engine.workflow.SavedVersion;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.sync.awareness.AwarenessUpdate;
import java.util.List;

/** What a document says to a participant. Byte arrays are shared among participants: never change them. */
public sealed interface ServerMessage {
    /**
     * The answer to {@link ClientMessage.Step1}; each dialect has an order of its own for what is in it.
     *
     * @param update all that the asker lacks: the step 2
     * @param stateVector what the document has, "tell me what I lack": the step 1 in return
     * @param awareness who is here
     */
    record Step1Answer(byte[] update, byte[] stateVector, AwarenessUpdate awareness) implements ServerMessage {}

    /** Changes of others, durable: one as it was received, or several of one commit merged. */
    record Update(UpdateBytes update) implements ServerMessage {
        /** @param updates at least one */
        static Update of(List<UpdateBytes> updates) {
            return new Update(
                    updates.size() == 1
                            ? updates.getFirst()
                            : new UpdateBytes(Updates.merge(
                                    updates.stream().map(UpdateBytes::bytes).toList(), UpdateFormat.V1)));
        }
    }

    /** Who is here; an empty one says no more than that the document is. */
    record Awareness(AwarenessUpdate update) implements ServerMessage {}

    /** Somebody else saved the document. */
    record Saved(SavedVersion version) implements ServerMessage {}

    /**
     * The saved workflow was changed from outside of the document, which has taken the change over.
     *
     * @param source what made the change
     * @param conflicts where the document keeps something else
     */
    record UpdatedExternally(SavedVersion version, String source, List<MergeConflict> conflicts)
            implements ServerMessage {}

    /**
     * A frame of the participant's own is durable.
     *
     * @param update the frame's update, for dialects that acknowledge by an echo
     */
    record Acknowledged(long frame, UpdateBytes update) implements ServerMessage {}

    /** The participant may do more than before, or less: this is its role from now on. */
    record RoleChanged(Role role) implements ServerMessage {}

    /**
     * A frame of the participant's own was not taken, and never will be.
     *
     * @param frame {@link #NO_FRAME} for a message that carries no number
     */
    record Refused(long frame, FrameRefusal reason) implements ServerMessage {
        public static final long NO_FRAME = -1;
    }
}
