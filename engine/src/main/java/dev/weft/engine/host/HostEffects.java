package dev.weft.engine.host;

import dev.weft.engine.workflow.EventOrigin;
import dev.weft.engine.workflow.HostEvent;
import dev.weft.sync.awareness.AwarenessUpdate;
import java.util.UUID;

/** What a document host asks of the world beside reading the log. Nothing here blocks or answers at once. */
interface HostEffects {
    /** Attempts an append; its outcome comes back by {@link DocumentHost#appendFinished}. */
    void append(long expectedSequence, HostEvent event, EventOrigin origin);

    /**
     * Calls {@link DocumentHost#retry} after a while.
     *
     * @param failedAttempts how many there were: wait longer each time
     */
    void retryLater(UUID appendId, int failedAttempts);

    /** Calls {@link DocumentHost#sendDue} after a while. Asked for again before that, it need not call twice. */
    void sendLater(long millis);

    /** Lets other nodes know what has changed about the participants of this one. */
    void tellOtherNodes(AwarenessUpdate update);
}
