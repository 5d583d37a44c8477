package dev.weft.engine.access;

import dev.weft.engine.workflow.ProjectId;
import java.util.Optional;

/** Where roles come from: pure decisions over a roster and a token's claims. Without a role somebody has no right at all. */
public enum RoleSource {
    /** Memberships that we keep. What a token claims counts for nothing. */
    MEMBERSHIPS,
    /** The token's claims, for installations whose identity provider keeps the roles. Memberships count for nothing. */
    CLAIMS,
    /** Memberships, and where somebody has none, what their token claims: for trying and testing. */
    MEMBERSHIPS_OR_CLAIMS;

    /**
     * A principal's role in a project. A membership outranks support access: support staff added as viewers are viewers.
     *
     * @param roster empty if nothing is kept of the project
     */
    public Optional<Role> roleOf(Principal principal, ProjectId project, Optional<ProjectRoster> roster) {
        if (!exists(roster)) {
            return Optional.empty();
        }
        return memberRole(principal, roster)
                .or(() -> claimedRole(principal, project))
                .or(() -> supportRole(principal, roster));
    }

    /** Whether a project is there for anybody. Where claims count, those who hold one needn't have told us of it. */
    public boolean exists(Optional<ProjectRoster> roster) {
        return roster.map(known -> !known.isScheduledForDeletion()).orElse(countsClaims());
    }

    public boolean countsMemberships() {
        return this != CLAIMS;
    }

    public boolean countsClaims() {
        return this != MEMBERSHIPS;
    }

    private Optional<Role> memberRole(Principal principal, Optional<ProjectRoster> roster) {
        return countsMemberships() ? roster.map(known -> known.members().get(principal.id())) : Optional.empty();
    }

    private Optional<Role> claimedRole(Principal principal, ProjectId project) {
        return countsClaims() ? Optional.ofNullable(principal.claimedRoles().get(project)) : Optional.empty();
    }

    private static Optional<Role> supportRole(Principal principal, Optional<ProjectRoster> roster) {
        return principal.isSupport()
                        && roster.filter(ProjectRoster::letsSupportIn).isPresent()
                ? Optional.of(Role.EDITOR)
                : Optional.empty();
    }
}
