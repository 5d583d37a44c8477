package dev.weft.engine.host;

import java.time.InstantSource;

/**
 * How soon an append may follow the last one. What comes in between goes out together, with one event, one transaction, and one write to each participant
 * instead of one for each update. In a large room the writes are nearly all that an edit costs; in a small one, the longer wait the more came at once last
 * time, as when programs write. Where few people type, and after a pause, nothing waits. Belongs to the document's mailbox.
 */
final class AppendPace {
    private static final int PARTICIPANTS_PER_MILLI = 10;
    private static final int UPDATES_PER_MILLI = 8;
    private static final long LONGEST_FOR_UPDATES_MILLIS = 8;
    private static final long LONGEST_MILLIS = 25;

    private final InstantSource clock;
    private long lastMillis = Long.MIN_VALUE / 2;
    private int lastUpdates;

    AppendPace(InstantSource clock) {
        this.clock = clock;
    }

    /** How long the next append is to wait; 0 if not at all. A clock that was set back makes nobody wait. */
    long waitMillis(int participants) {
        long forUpdatesMillis = Math.min(LONGEST_FOR_UPDATES_MILLIS, lastUpdates / UPDATES_PER_MILLI);
        long restMillis = Math.min(LONGEST_MILLIS, forUpdatesMillis + participants / PARTICIPANTS_PER_MILLI);
        long sinceMillis = clock.millis() - lastMillis;
        return sinceMillis < 0 ? 0 : Math.max(0, restMillis - sinceMillis);
    }

    /** An append of so many updates is on its way. */
    void sent(int updates) {
        lastMillis = clock.millis();
        lastUpdates = updates;
    }
}
