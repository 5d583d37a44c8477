package dev.weft.engine.workflow;

import dev.weft.engine.content.WorkflowContent;

/**
 * One version of a workflow, immutable once it is in the log.
 *
 * @param lockVersion 1 for the first, and one more for each that follows: versions have no gaps
 * @param content in full
 * @param savedAtMillis milliseconds since 1970-01-01 UTC by the saving node's clock
 */
public record SavedVersion(int lockVersion, WorkflowContent content, long savedAtMillis) {}
