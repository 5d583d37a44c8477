package dev.weft.persistence.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.weft.engine.access.AccessUnavailableException;
import dev.weft.engine.access.Principal;
import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.access.ProjectRoster;
import dev.weft.engine.access.Role;
import dev.weft.engine.access.RoleSource;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.persistence.database.Notifications;
import dev.weft.persistence.database.WeftDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Current rights from memory. The roster of a project is read when somebody first asks, and again whenever this or another process has changed it; while
 * it is read again, the old one answers. Should a change not be told, which takes a broken connection, the roster is renewed when that is back, or when
 * it has become old. Safe for use by many threads.
 */
public final class PostgresProjectAccess implements ProjectAccess, AutoCloseable {

    /** What processes tell each other on when a project has changed; the payload is its id. */
    static final String CHANNEL = "weft_access";

    private static final Logger log = LoggerFactory.getLogger(PostgresProjectAccess.class);

    /** A roster that nobody said anything about is read again after this long, when somebody asks. */
    private static final Duration OLD = Duration.ofSeconds(30);

    /** Members and projects held in memory; about 100 bytes each. */
    private static final long MOST_HELD = 500_000;

    private final RoleSource source;
    private final ProjectTables tables;
    private final LoadingCache<ProjectId, Optional<ProjectRoster>> rosters;
    private final List<Consumer<ProjectId>> listeners = new CopyOnWriteArrayList<>();
    private final Notifications notifications;

    private PostgresProjectAccess(WeftDatabase database, RoleSource source) {
        this.source = source;
        tables = new ProjectTables(database.dataSource());
        Executor onVirtualThreads = Thread::startVirtualThread;
        rosters = Caffeine.newBuilder()
                .maximumWeight(MOST_HELD)
                .weigher((ProjectId project, Optional<ProjectRoster> roster) ->
                        1 + roster.map(known -> known.members().size()).orElse(0))
                .refreshAfterWrite(OLD)
                .executor(onVirtualThreads)
                .build(this::read);
        notifications = Notifications.listen(
                database,
                "weft-access",
                Map.of(CHANNEL, project -> ProjectId.parse(project).ifPresent(this::changed)),
                () -> List.copyOf(rosters.asMap().keySet()).forEach(this::changed));
    }

    /** Begins to answer, and to listen for changes. Close it before the database. */
    public static PostgresProjectAccess start(WeftDatabase database, RoleSource source) {
        return new PostgresProjectAccess(database, source);
    }

    @Override
    public Optional<Role> roleOf(Principal principal, ProjectId project) {
        return source.roleOf(principal, project, rosterOf(project));
    }

    @Override
    public boolean exists(ProjectId project) {
        return source.exists(rosterOf(project));
    }

    @Override
    public void whenChanged(Consumer<ProjectId> listener) {
        listeners.add(listener);
    }

    RoleSource source() {
        return source;
    }

    /** A project has changed, and that is committed. Returns when answers are as they should be. */
    void changed(ProjectId project) {
        try {
            // Waits for a read that began before the change, and replaces what it found.
            rosters.asMap().computeIfPresent(project, (known, old) -> read(known));
        } catch (DataAccessException e) {
            log.warn("project {} has changed and can't be read, whoever asks next will", project, e);
            rosters.invalidate(project);
        }
        listeners.forEach(listener -> listener.accept(project));
    }

    private Optional<ProjectRoster> rosterOf(ProjectId project) {
        try {
            return rosters.get(project);
        } catch (DataAccessException e) {
            throw new AccessUnavailableException("the members of project " + project + " can't be read", e);
        }
    }

    private Optional<ProjectRoster> read(ProjectId project) {
        return tables.roster(project, false);
    }

    @Override
    public void close() {
        notifications.close();
    }
}
