package dev.weft.persistence.events;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One event as it is stored and hashed, its place in the log aside.
 *
 * @param type its fixed name
 * @param revision 1 to {@link Short#MAX_VALUE}
 * @param timeMicros microseconds since 1970-01-01 UTC
 * @param metadata owned by this record from its construction on, as is {@code payload}
 */
public record EventBytes(String type, int revision, long timeMicros, byte[] metadata, byte[] payload) {

    /** An estimate of the memory that this takes, objects included. */
    int sizeBytes() {
        return 128 + metadata.length + payload.length;
    }

    public Instant time() {
        return Instant.EPOCH.plus(timeMicros, ChronoUnit.MICROS);
    }

    static long microsOf(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
