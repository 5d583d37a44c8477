package dev.weft.persistence.table;

import dev.weft.persistence.events.LoggedEvent;
import java.util.function.Consumer;

/** One workflow on its way through its events. Used by one thread at a time; of no use any more after an exception. */
public interface WorkflowFold {

    /** How many events it has taken. */
    long nextSequence();

    /**
     * Takes the event at {@link #nextSequence()}. Any exception means that the read model can't take it.
     *
     * @param changes gets what the event does to the rows, in order; all of it before {@link #settle} counts as one change
     */
    void fold(LoggedEvent event, Consumer<RowChange> changes);

    /** Tells what is to be written of all the events since the last time, where that is less than the sum of what each does. */
    default void settle(Consumer<RowChange> changes) {}

    /** Bytes of memory that this takes, roughly, as long as it is kept for the next events. */
    default long weightBytes() {
        return 0;
    }
}
