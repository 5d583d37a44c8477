package dev.weft.persistence.access;

import dev.weft.engine.workflow.ProjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A project as it is kept.
 *
 * @param concurrency upper bound for the concurrency of its workflows, at least 1; null for none
 * @param allowsSupportAccess whether support staff count as editors
 */
public record Project(
        ProjectId id, String name, @Nullable Integer concurrency, boolean allowsSupportAccess, Instant createdAt) {

    public static final int LONGEST_NAME = 255;
}
