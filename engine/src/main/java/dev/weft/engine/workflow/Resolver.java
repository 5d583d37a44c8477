package dev.weft.engine.workflow;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one place that decides what a workflow id means. Join, save, reset and REST all ask it: two deciders with ideas of their own are how a workflow
 * gets inserted twice.
 *
 * <p>It does not authorise: rights in the project are checked before.
 */
public final class Resolver {
    private Resolver() {}

    /** For whoever asks for the live document of a workflow that is there, and creates nothing by asking. */
    public static Resolution resolve(Optional<WorkflowStanding> standing, ProjectId projectId) {
        return resolve(standing, projectId, JoinAction.EDIT, false, null);
    }

    /**
     * @param standing of the workflow; empty if the id never existed
     * @param projectId the project that the asker named and was authorised for
     * @param mayCreate whether the asker may create workflows in it
     * @param lockVersion the version that is asked for; null for the live document
     */
    static Resolution resolve(
            Optional<WorkflowStanding> standing,
            ProjectId projectId,
            JoinAction action,
            boolean mayCreate,
            @Nullable Integer lockVersion) {
        if (standing.isEmpty()) {
            boolean creates = lockVersion == null && action != JoinAction.EDIT && mayCreate;
            return creates ? new Resolution.Fresh() : new Resolution.NotFound();
        }
        WorkflowStanding there = standing.get();
        if (!there.projectId().equals(projectId)) {
            return new Resolution.NotFound();
        }
        return switch (there.lifecycle()) {
            case ACTIVE -> lockVersion == null ? new Resolution.Existing(there) : version(there, lockVersion);
            case DELETED -> lockVersion == null ? new Resolution.Deleted(there) : version(there, lockVersion);
            case PURGED -> new Resolution.Purged();
        };
    }

    private static Resolution version(WorkflowStanding standing, int lockVersion) {
        return standing.version(lockVersion)
                .<Resolution>map(Resolution.Version::new)
                .orElseGet(() -> new Resolution.VersionNotFound(lockVersion));
    }
}
