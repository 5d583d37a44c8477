package dev.weft.engine.workflow;

/** Why a command on a workflow is refused. */
public sealed interface WorkflowRefusal {
    /** The id never existed or belongs to another project. */
    record NotFound() implements WorkflowRefusal {}

    /** Somebody else wrote at the sequence that the host expected to be free. */
    record SequenceTaken(long nextSequence) implements WorkflowRefusal {}

    /** The host knows more events than this state, which is therefore out of date: another process wrote them. Load again. */
    record StateOutdated(long nextSequence) implements WorkflowRefusal {}
}
