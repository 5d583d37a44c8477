package dev.weft.engine.access;

import dev.weft.engine.workflow.ProjectId;
import java.util.Map;

/**
 * An authenticated person or machine.
 *
 * @param id stable and opaque: it is written to the log, so never a name or an e-mail address where the identity provider has something better
 * @param profile shown to the people in the same document, and kept nowhere
 * @param claimedRoles the roles that the token itself grants, by project; empty where memberships are kept in tables
 * @param isSupport whether it belongs to the support staff, whom projects may let in without a membership
 */
public record Principal(String id, Profile profile, Map<ProjectId, Role> claimedRoles, boolean isSupport) {
    public Principal {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a principal's id must not be blank");
        }
        claimedRoles = Map.copyOf(claimedRoles);
    }

    /** A principal of whom nothing is known but its id and the roles that its token grants. */
    public Principal(String id, Map<ProjectId, Role> claimedRoles) {
        this(id, Profile.UNKNOWN, claimedRoles, false);
    }

    /** A principal whose token grants one role in one project. */
    public static Principal withRole(String id, ProjectId project, Role role) {
        return new Principal(id, Map.of(project, role));
    }
}
