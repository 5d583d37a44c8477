package dev.weft.api.rest;

import dev.weft.api.problem.RequestRefusedException;
import dev.weft.persistence.access.Project;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A project as REST shows it.
 *
 * @param concurrency upper bound for the concurrency of its workflows; null for none
 */
record ProjectBody(
        String id, String name, @Nullable Integer concurrency, boolean allowSupportAccess, Instant createdAt) {

    static ProjectBody of(Project project) {
        return new ProjectBody(
                project.id().toString(),
                project.name(),
                project.concurrency(),
                project.allowsSupportAccess(),
                project.createdAt());
    }

    static String checkedName(@Nullable String name) {
        if (name == null || name.isBlank() || name.length() > Project.LONGEST_NAME || name.indexOf('\0') >= 0) {
            throw RequestRefusedException.badRequest("name is "
                    + (name == null ? "missing" : name.isBlank() ? "blank" : "too long, or no text")
                    + ", expected 1 to " + Project.LONGEST_NAME + " characters");
        }
        return name.strip();
    }
}
