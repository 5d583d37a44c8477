package dev.weft.engine.log;

import dev.weft.engine.workflow.WorkflowRefusal;

/** What became of one append at an expected sequence. */
public sealed interface AppendOutcome {
    /** It is durable, at the expected sequence. */
    record Committed() implements AppendOutcome {}

    /** The sequence is taken: by another writer, or by an earlier attempt of our own whose outcome was lost. Only the stream can tell. */
    record Conflict() implements AppendOutcome {}

    /**
     * It may never stand there, whoever tries. A host that knows what is before would not have tried.
     *
     * @param reason what is in the way
     */
    record Refused(WorkflowRefusal reason) implements AppendOutcome {}

    /**
     * Nobody knows: the connection broke or time ran out, and the attempt may even be still under way.
     *
     * @param cause for the log file
     */
    record Unknown(Throwable cause) implements AppendOutcome {}
}
