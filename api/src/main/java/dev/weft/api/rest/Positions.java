package dev.weft.api.rest;

import dev.weft.api.problem.RequestRefusedException;
import dev.weft.engine.host.DocumentHosts;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.events.EventLogStorage;
import dev.weft.persistence.readmodel.ReadModelPosition;
import java.time.Duration;

/**
 * Positions in the log of all streams: writes answer with them, and reads that are told one see what was written. They are the same on all nodes, and of all
 * workflows. Blocks.
 */
public final class Positions {

    /** How long a read waits for what was written before it. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final EventLogStorage log;
    private final ReadModelPosition readModels;

    public Positions(EventLogStorage log, ReadModelPosition readModels) {
        this.log = log;
        this.readModels = readModels;
    }

    /** The position of an event that is in the log. */
    long of(WorkflowId workflowId, long sequence) {
        return log.events()
                .positionOf(workflowId, sequence)
                .orElseThrow(() -> new IllegalStateException(
                        "workflow " + workflowId + " has no event " + sequence + ", which was just written"));
    }

    /**
     * The event up to which a document has to be read.
     *
     * @param after a position, or −1 for none
     * @return a sequence, or {@link DocumentHosts#NOTHING}
     * @throws RequestRefusedException if it is no position, or the log doesn't get there in time
     */
    long sequenceAt(WorkflowId workflowId, long after) {
        if (isNone(after)) {
            return DocumentHosts.NOTHING;
        }
        if (after > log.lastPosition()) {
            awaitReadModels(after);
        }
        return log.events().sequenceAt(workflowId, after).orElse(DocumentHosts.NOTHING);
    }

    /**
     * Waits until tables that are folded from the log have what was written.
     *
     * @param after a position, or −1 for none
     * @throws RequestRefusedException if it is no position, or they don't get there in time
     */
    void awaitReadModels(long after) {
        if (isNone(after)) {
            return;
        }
        try {
            if (readModels.await(after, PATIENCE)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw RequestRefusedException.unavailable(
                "after is " + after + ", but reads are at position " + readModels.current() + " still");
    }

    private static boolean isNone(long after) {
        if (after < -1) {
            throw RequestRefusedException.badRequest("after is " + after + ", expected a position of 0 or greater");
        }
        return after == -1;
    }
}
