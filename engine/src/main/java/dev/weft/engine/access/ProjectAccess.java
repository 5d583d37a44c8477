package dev.weft.engine.access;

import dev.weft.engine.workflow.ProjectId;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads current rights. Asked at each join, each write request and each inbound frame, from many threads, so an implementation answers from memory
 * (a cache that membership changes renew) and never blocks for long.
 *
 * <p>Methods throw {@link AccessUnavailableException} if memory doesn't hold the answer and it can't be read now.
 */
public interface ProjectAccess {
    /** The principal's role now; empty for everybody who is not a member, and for all in a project that is to be deleted. */
    Optional<Role> roleOf(Principal principal, ProjectId project);

    /** Whether the project exists and is not scheduled for deletion. */
    boolean exists(ProjectId project);

    /** Whether the principal has a right now. */
    default boolean may(Principal principal, ProjectId project, Right right) {
        return roleOf(principal, project).filter(role -> role.may(right)).isPresent();
    }

    /**
     * Asks to be told when rights in a project have changed; by then they are answered as they are.
     *
     * @param listener called by any thread, perhaps without need; must not block
     */
    default void whenChanged(Consumer<ProjectId> listener) {}

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
