package dev.weft.engine.replay;

import dev.weft.engine.log.RecordedEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Steps through a stream. Used by one thread at a time. A step takes time with the size of the document. */
public final class Replay {
    private final StreamFold fold;
    private Map<String, @Nullable Object> before;

    /** @param fold stands before the first event to be shown */
    Replay(StreamFold fold) {
        this.fold = fold;
        this.before = fold.doc().toJson();
    }

    /** The sequence of the event that comes next. */
    public long nextSequence() {
        return fold.nextSequence();
    }

    /** The next event; empty if there is none yet: ask again later to follow a stream that grows. */
    public Optional<ReplayStep> next() {
        RecordedEvent event = fold.next();
        return event == null ? Optional.empty() : Optional.of(stepOf(event));
    }

    /**
     * The next event, which the caller has got already. Unlike {@link #next}, this goes beyond a purge: it leaves an empty document.
     *
     * @throws IllegalArgumentException if it is another than the next
     */
    public ReplayStep take(RecordedEvent event) {
        if (event.sequence() != nextSequence()) {
            throw new IllegalArgumentException("event " + nextSequence() + " is next, not " + event.sequence());
        }
        if (event.event().emptiesDocument()) {
            return new ReplayStep(event, Author.of(event), Difference.between(before, Map.of()));
        }
        fold.take(event);
        return stepOf(event);
    }

    private ReplayStep stepOf(RecordedEvent event) {
        List<Author> authors = Author.of(event);
        Map<String, @Nullable Object> after =
                authors.isEmpty() ? before : fold.doc().toJson();
        ReplayStep step = new ReplayStep(event, authors, Difference.between(before, after));
        before = after;
        return step;
    }
}
