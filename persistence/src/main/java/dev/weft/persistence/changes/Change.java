package dev.weft.persistence.changes;

import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.WorkflowId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event, without what it holds.
 *
 * @param position in the log of all streams
 * @param projectId of the workflow; null if not even its first event can be read
 * @param sequence in the workflow's own stream
 * @param type stored name of the event; {@value #UNREADABLE} if this build can't read it
 * @param principal on whose behalf it was written, of several the first; null if nobody is named, as are the next two
 * @param lockVersion of the version that it made, if it made one
 */
public record Change(
        long position,
        WorkflowId workflowId,
        @Nullable ProjectId projectId,
        long sequence,
        String type,
        Instant time,
        @Nullable String principal,
        @Nullable String session,
        @Nullable String tool,
        @Nullable Integer lockVersion) {

    /** Type of what a newer build has written. */
    public static final String UNREADABLE = "unreadable";
}
