package dev.weft.api.socket;

import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what a client sends that can't be read: after several in a row there is no hope for its connection. Safe for use by many threads. */
public final class MalformedFrames {

    private static final Logger log = LoggerFactory.getLogger(MalformedFrames.class);

    private final int mostInARow;
    private final AtomicInteger inARow = new AtomicInteger();

    /** @param mostInARow at least 1; so many are one too many */
    public MalformedFrames(int mostInARow) {
        this.mostInARow = mostInARow;
    }

    /** Counts one; says whether it was one too many. */
    public boolean isOneTooMany(String detail) {
        int count = inARow.incrementAndGet();
        log.debug("malformed frame, {} in a row: {}", count, detail);
        return count >= mostInARow;
    }

    /** One was good. */
    public void forget() {
        inARow.set(0);
    }

    /** @param code of the dialect's own for clients that can't speak it */
    public CloseStatus closeStatus(int code) {
        return new CloseStatus(code, mostInARow + " malformed frames in a row");
    }
}
