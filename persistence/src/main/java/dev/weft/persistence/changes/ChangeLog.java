package dev.weft.persistence.changes;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weft.engine.log.LogUnavailableException;
import dev.weft.engine.workflow.EventMetadata;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.SavedVersion;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowEventType;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.events.EventLogStorage;
import dev.weft.persistence.events.LoggedEvent;
import dev.weft.persistence.events.LoggedEvents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.serialization.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log as changes: of all workflows or of one, in order and without gaps.
 *
 * <p>Safe for use by many threads. Failures of the database are {@link org.axonframework.eventsourcing.eventstore.EventStoreException} or
 * {@link org.springframework.dao.DataAccessException}.
 */
public final class ChangeLog {

    private static final int KNOWN_PROJECTS = 100_000;

    private final EventLogStorage log;
    private final LoggedEvents events;
    private final Cache<WorkflowId, ProjectId> projects =
            Caffeine.newBuilder().maximumSize(KNOWN_PROJECTS).build();

    public ChangeLog(EventLogStorage log) {
        this.log = log;
        events = log.events();
    }

    /** Where the log ends now. */
    public long lastPosition() {
        return log.lastPosition();
    }

    /** Changes of all workflows behind a position: at most {@code limit}. */
    public List<Change> behind(long position, int limit) {
        return events.behind(position, limit).stream().map(this::change).toList();
    }

    /** Changes of one workflow behind a position: at most {@code limit}. */
    public List<Change> behind(WorkflowId workflowId, long position, int limit) {
        long next = events.sequenceAt(workflowId, position).orElse(-1) + 1;
        return events.of(workflowId, next, limit).stream().map(this::change).toList();
    }

    private Change change(LoggedEvent logged) {
        try {
            Map<String, String> metadata = logged.metadata();
            return new Change(
                    logged.position(),
                    logged.workflowId(),
                    projectOf(logged),
                    logged.sequence(),
                    WorkflowEventType.of(logged.event()).storedName(),
                    logged.time(),
                    metadata.get(EventMetadata.PRINCIPAL),
                    metadata.get(EventMetadata.SESSION),
                    metadata.get(EventMetadata.TOOL),
                    logged.event().newVersion().map(SavedVersion::lockVersion).orElse(null));
        } catch (SerializationException | LogUnavailableException e) {
            return new Change(
                    logged.position(),
                    logged.workflowId(),
                    projectOf(logged),
                    logged.sequence(),
                    Change.UNREADABLE,
                    logged.time(),
                    null,
                    null,
                    null,
                    null);
        }
    }

    private @Nullable ProjectId projectOf(LoggedEvent logged) {
        return projects.get(logged.workflowId(), workflowId -> {
            try {
                return Optional.of(logged)
                        .filter(event -> event.sequence() == 0)
                        .or(() -> events.of(workflowId, 0, 1).stream().findFirst())
                        .filter(first -> first.event() instanceof WorkflowCreated)
                        .map(first -> ((WorkflowCreated) first.event()).projectId())
                        .orElse(null);
            } catch (SerializationException e) {
                return null;
            }
        });
    }
}
