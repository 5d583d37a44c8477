package dev.weft.engine.access;

import java.util.Map;
import java.util.Optional;

/** Decides who may make whom a member as what. */
public final class MembershipRules {
    private MembershipRules() {}

    /**
     * What stands against a change; empty if nothing does. A change that changes nothing is allowed to all who manage the project.
     *
     * @param actor role of who asks for it
     * @param members as they are now
     * @param wanted the role that the principal is to have; empty to remove it
     */
    public static Optional<ProjectRefusal> objection(
            Role actor, Map<String, Role> members, String principal, Optional<Role> wanted) {
        if (!actor.may(Right.MANAGE_PROJECT)) {
            return Optional.of(new ProjectRefusal.NotAllowed("only owners and admins manage members"));
        }
        Optional<Role> present = Optional.ofNullable(members.get(principal));
        if (present.isEmpty() && wanted.isEmpty()) {
            return Optional.of(new ProjectRefusal.NotAMember(principal));
        }
        if (present.equals(wanted)) {
            return Optional.empty();
        }
        boolean isOwner = present.filter(Role.OWNER::equals).isPresent();
        boolean becomesOwner = wanted.filter(Role.OWNER::equals).isPresent();
        if ((isOwner || becomesOwner) && actor != Role.OWNER) {
            return Optional.of(new ProjectRefusal.NotAllowed("only owners make or unmake owners"));
        }
        if (isOwner && members.values().stream().filter(Role.OWNER::equals).count() == 1) {
            return Optional.of(new ProjectRefusal.LastOwner());
        }
        return Optional.empty();
    }
}
