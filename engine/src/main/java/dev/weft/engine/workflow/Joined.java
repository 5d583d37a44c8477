package dev.weft.engine.workflow;

import dev.weft.engine.workflow.WorkflowStanding.VersionPlace;
import org.jspecify.annotations.Nullable;

/**
 * What a join came to.
 *
 * @param version where the version is; for {@link JoinKind#VERSION}, and null otherwise
 */
public record Joined(JoinKind kind, @Nullable VersionPlace version) {
    static final Joined NEW = new Joined(JoinKind.NEW, null);
    static final Joined EXISTING = new Joined(JoinKind.EXISTING, null);

    static Joined version(VersionPlace place) {
        return new Joined(JoinKind.VERSION, place);
    }
}
