package dev.weft.engine.log;

import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/** Recognises that the event store let somebody else have the sequence. */
public final class LostRace {
    private static final int DEEPEST_CAUSE = 32;

    private LostRace() {}

    /** Whether a failure, or one of its causes, says that the sequence of an event is taken: of a stream's first event or of a later one. */
    public static boolean causedBy(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof ConcurrencyException || cause instanceof AggregateStreamCreationException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
