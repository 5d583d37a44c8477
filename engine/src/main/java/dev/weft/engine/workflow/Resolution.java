package dev.weft.engine.workflow;

import dev.weft.engine.workflow.WorkflowStanding.VersionPlace;

/** What an id means to somebody who asks for it in a project. */
public sealed interface Resolution {
    /** The id never existed, and the action creates it. */
    record Fresh() implements Resolution {}

    /** A workflow of the project. */
    record Existing(WorkflowStanding standing) implements Resolution {}

    /** A workflow of the project that is softly deleted: it can be looked at, and not saved. */
    record Deleted(WorkflowStanding standing) implements Resolution {}

    /** A version of a workflow of the project, deleted or not: it can be looked at. */
    record Version(VersionPlace place) implements Resolution {}

    /** The workflow is of the project, but has no such version. */
    record VersionNotFound(int lockVersion) implements Resolution {}

    /** A workflow of the project that is gone for good. Who comes anew is told that there is none; who was there already, that it is deleted. */
    record Purged() implements Resolution {}

    /** There is none that the asker may know of: the id never existed or belongs to another project, and nobody can tell these apart. */
    record NotFound() implements Resolution {}
}
