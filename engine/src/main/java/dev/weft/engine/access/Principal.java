package dev.weft.engine.access;

import dev.weft.engine.workflow.ProjectId;
import java.util.Map;

/**
 * An authenticated person or machine.
 *
 * @param id stable and opaque: it is written to the log, so never a name or an e-mail address where the identity provider has something better
 * @param claimedRoles the roles that the token itself grants, by project; empty where memberships are kept in tables
 */
public record Principal(String id, Map<ProjectId, Role> claimedRoles) {
    public Principal {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a principal's id must not be blank");
        }
        claimedRoles = Map.copyOf(claimedRoles);
    }

    /** A principal whose token grants one role in one project. */
    public static Principal withRole(String id, ProjectId project, Role role) {
        return new Principal(id, Map.of(project, role));
    }
}
