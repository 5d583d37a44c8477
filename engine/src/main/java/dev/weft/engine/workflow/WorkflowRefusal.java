package dev.weft.engine.workflow;

/** Why a command on a workflow is refused. */
public sealed interface WorkflowRefusal {
    /** The id never existed, is purged, or belongs to another project. */
    record NotFound() implements WorkflowRefusal {}

    /** The workflow has no such version. */
    record VersionNotFound(int lockVersion) implements WorkflowRefusal {}

    /** Somebody else wrote at the sequence that the host expected to be free. */
    record SequenceTaken(long nextSequence) implements WorkflowRefusal {}

    /** The host knows more events than this state, which is therefore out of date: another process wrote them. Load again. */
    record StateOutdated(long nextSequence) implements WorkflowRefusal {}

    /**
     * The event can't follow what is there, and no host that knows what is there asks for it.
     *
     * @param detail what was asked for, and where the workflow stands
     */
    record OutOfPlace(String detail) implements WorkflowRefusal {}
}
