package dev.weft.api.rest;

import dev.weft.api.problem.RequestRefusedException;
import dev.weft.engine.access.ProjectRefusal;
import java.util.Optional;

/** What stands against a change of a project, as HTTP tells it. */
final class Refusals {

    private Refusals() {}

    /** @throws RequestRefusedException if something does */
    static void check(Optional<ProjectRefusal> refusal) {
        if (refusal.isPresent()) {
            throw of(refusal.get());
        }
    }

    private static RequestRefusedException of(ProjectRefusal refusal) {
        return switch (refusal) {
            case ProjectRefusal.ProjectNotFound notFound -> RequestRefusedException.notFound(notFound.text());
            case ProjectRefusal.NotAMember notAMember -> RequestRefusedException.notFound(notAMember.text());
            case ProjectRefusal.NotAllowed notAllowed -> RequestRefusedException.forbidden(notAllowed.text());
            case ProjectRefusal.LastOwner lastOwner -> RequestRefusedException.conflict(lastOwner.text());
            case ProjectRefusal.RolesComeFromTokens fromTokens -> RequestRefusedException.conflict(fromTokens.text());
        };
    }
}
