package dev.weft.persistence.table;

import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.persistence.events.LoggedEvent;
import java.util.function.Consumer;

/** Counts events, and sees that each comes in its turn. */
public abstract class EventFold implements WorkflowFold {

    /** Of the workflow. */
    protected final WorkflowOrigin origin;

    private long nextSequence;

    protected EventFold(WorkflowOrigin origin, long nextSequence) {
        this.origin = origin;
        this.nextSequence = nextSequence;
    }

    @Override
    public final long nextSequence() {
        return nextSequence;
    }

    @Override
    public final void fold(LoggedEvent event, Consumer<RowChange> changes) {
        if (event.sequence() != nextSequence) {
            throw new IllegalStateException(event + " comes, but event " + nextSequence + " is next");
        }
        if (nextSequence > 0 && event.event() instanceof WorkflowCreated) {
            throw new IllegalStateException(event + " creates the workflow again");
        }
        take(event, changes);
        nextSequence++;
    }

    /** As {@link #fold}, in its turn for certain. */
    protected abstract void take(LoggedEvent event, Consumer<RowChange> changes);
}
