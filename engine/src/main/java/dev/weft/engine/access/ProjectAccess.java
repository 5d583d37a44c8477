package dev.weft.engine.access;

import dev.weft.engine.workflow.ProjectId;
import java.util.Optional;

/**
 * Reads current rights. Asked at each join, each write request and each inbound frame, from many threads, so an implementation answers from memory
 * (a cache that membership changes invalidate) and never blocks for long.
 */
public interface ProjectAccess {
    /** The principal's role now; empty for everybody who is not a member, and for all in a project that is to be deleted. */
    Optional<Role> roleOf(Principal principal, ProjectId project);

    /** Whether the project exists and is not scheduled for deletion. */
    boolean exists(ProjectId project);

    /** Rights as the tokens claim them; every project exists for whoever holds a claim on it. */
    static ProjectAccess ofClaims() {
        return new ProjectAccess() {
            @Override
            public Optional<Role> roleOf(Principal principal, ProjectId project) {
                return Optional.ofNullable(principal.claimedRoles().get(project));
            }

            @Override
            public boolean exists(ProjectId project) {
                return true;
            }
        };
    }
}
