package dev.weft.engine.log;

import dev.weft.engine.workflow.WorkflowEvent;
import java.time.Instant;
import java.util.Map;

/**
 * One event as the log holds it.
 *
 * @param sequence place in its stream, from 0 without gaps
 * @param time when it was written, by the writing node's clock
 * @param metadata keys of {@link dev.weft.engine.workflow.EventMetadata}
 */
public record RecordedEvent(long sequence, WorkflowEvent event, Instant time, Map<String, String> metadata) {
    public RecordedEvent {
        metadata = Map.copyOf(metadata);
    }
}
