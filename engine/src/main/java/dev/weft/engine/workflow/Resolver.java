package dev.weft.engine.workflow;

/**
 * The one place that decides what a workflow id means. Join asks it, and save, reset and REST will: two deciders with ideas of their own are how a workflow
 * gets inserted twice.
 */
final class Resolver {
    private Resolver() {}

    enum Resolution {
        /** The id never existed, and the action creates it. */
        FRESH,
        /** A workflow of the given project. */
        KNOWN,
        /** There is none that the asker may know of. */
        NOT_FOUND
    }

    /**
     * @param projectId the project that the asker named and was authorised for
     * @param mayCreate whether the asker may create workflows in it
     */
    static Resolution resolve(WorkflowState state, ProjectId projectId, JoinAction action, boolean mayCreate) {
        if (state.projectId().isPresent()) {
            boolean ofThisProject = state.projectId().get().equals(projectId);
            return ofThisProject ? Resolution.KNOWN : Resolution.NOT_FOUND;
        }
        return switch (action) {
            case NEW, OPEN -> mayCreate ? Resolution.FRESH : Resolution.NOT_FOUND;
            case EDIT -> Resolution.NOT_FOUND;
        };
    }
}
