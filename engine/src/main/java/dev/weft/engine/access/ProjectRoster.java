package dev.weft.engine.access;

import java.util.Map;

/**
 * What is kept of a project to decide by who may do what in it.
 *
 * @param isScheduledForDeletion then nobody has any right
 * @param letsSupportIn whether support staff without a membership count as editors
 * @param members their roles by principal id
 */
public record ProjectRoster(boolean isScheduledForDeletion, boolean letsSupportIn, Map<String, Role> members) {
    public ProjectRoster {
        members = Map.copyOf(members);
    }
}
