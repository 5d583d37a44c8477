package dev.weft.api.rest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some events of one workflow, in order.
 *
 * @param next what to ask for with {@code after} to get the events that follow; null if there are none yet
 */
record EventPage(List<Entry> events, @Nullable Long next) {

    /**
     * One event.
     *
     * @param sequence place in the workflow's stream, from 0 without gaps
     * @param time when it was written
     * @param principal on whose behalf; of an event that holds several people's updates, who was first in it
     */
    record Entry(
            long sequence,
            String type,
            int revision,
            Instant time,
            @Nullable String principal,
            @Nullable String session,
            EventPayload payload) {}
}
