package dev.weft.engine.host;

import dev.weft.engine.access.Principal;
import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.access.Role;
import dev.weft.engine.workflow.ProjectId;
import java.util.Optional;
import java.util.function.Consumer;

/** Rights in a room that nobody may write to: every member is a viewer there. */
record ReadersOnly(ProjectAccess access) implements ProjectAccess {
    @Override
    public Optional<Role> roleOf(Principal principal, ProjectId project) {
        return access.roleOf(principal, project).map(role -> Role.VIEWER);
    }

    @Override
    public boolean exists(ProjectId project) {
        return access.exists(project);
    }

    @Override
    public void whenChanged(Consumer<ProjectId> listener) {
        access.whenChanged(listener);
    }
}
