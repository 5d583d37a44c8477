package dev.weft.persistence.database;

import java.time.Duration;

/** A short rest between two looks at something that another process does. */
final class Pause {

    private Pause() {}

    static void of(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailableException("interrupted while opening the database", e);
        }
    }
}
