package dev.weft.api.serve;

import dev.weft.api.auth.Authenticator;
import dev.weft.api.memory.QuietCollector;
import dev.weft.api.metrics.ServerMeters;
import dev.weft.engine.Engine;
import dev.weft.engine.EngineConfiguration;
import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.access.RoleSource;
import dev.weft.engine.host.HostSettings;
import dev.weft.engine.request.UniqueNames;
import dev.weft.persistence.access.PostgresProjectAccess;
import dev.weft.persistence.access.Projects;
import dev.weft.persistence.checkpoint.CheckpointProjection;
import dev.weft.persistence.checkpoint.PostgresCheckpoints;
import dev.weft.persistence.database.DatabaseSettings;
import dev.weft.persistence.database.DatabaseUnavailableException;
import dev.weft.persistence.database.Notifications;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.persistence.draft.WorkflowListing;
import dev.weft.persistence.events.EventLogStorage;
import dev.weft.persistence.events.GroupCommitSettings;
import dev.weft.persistence.names.PostgresUniqueNames;
import dev.weft.persistence.readmodel.ReadModelPosition;
import dev.weft.persistence.readmodel.ReadModelProjection;
import dev.weft.persistence.readmodel.ReadModels;
import dev.weft.persistence.tail.AwarenessChannel;
import dev.weft.persistence.tail.LogTail;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The database, the log in it, and the engine over the log. They stop in the opposite order. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ExternalDatabase.class)
class DocumentsConfiguration {

    /** Other processes tell of their commits; what gets lost on the way is found by then. */
    private static final Duration LOST_NEWS_POLL = Duration.ofSeconds(2);

    /** How often a document that is being typed into is written to the read models. */
    private static final Duration READ_MODEL_PACE = Duration.ofMillis(250);

    @Bean
    WeftDatabase database(WeftSettings settings, ExternalDatabase external) {
        try {
            return WeftDatabase.open(databaseSettings(settings, external));
        } catch (DatabaseUnavailableException e) {
            throw new CannotStartException(
                    "The database can't be used: " + e.getMessage(),
                    "The embedded one is kept in weft.data (--data), one of your own is named by spring.datasource.url.");
        }
    }

    private static DatabaseSettings databaseSettings(WeftSettings settings, ExternalDatabase external) {
        if (!external.isGiven()) {
            return DatabaseSettings.embedded(settings.data());
        }
        try {
            return DatabaseSettings.external(external.url(), external.username(), external.password());
        } catch (IllegalArgumentException e) {
            throw new CannotStartException(
                    "spring.datasource.url (or WEFT_DATABASE_URL): " + e.getMessage(),
                    "For instance jdbc:postgresql://localhost:5432/weft");
        }
    }

    @Bean
    PostgresProjectAccess projectAccess(WeftDatabase database, RoleSource roles) {
        return PostgresProjectAccess.start(database, roles);
    }

    @Bean
    Projects projects(WeftDatabase database, PostgresProjectAccess access, Authenticator authenticator) {
        Projects projects = new Projects(database.dataSource(), access);
        authenticator.defaultProject().ifPresent(project -> projects.ensure(project, "Demo"));
        return projects;
    }

    @Bean
    EventLogStorage eventLogStorage(WeftDatabase database, MeterRegistry meters) {
        return new EventLogStorage(database, GroupCommitSettings.defaults(), meters);
    }

    @Bean
    EventStore eventStore(EventLogStorage log) {
        return log.eventStore();
    }

    @Bean
    UniqueNames uniqueNames(WeftDatabase database) {
        return new PostgresUniqueNames(database.dataSource());
    }

    @Bean
    Engine engine(
            EventStore eventStore,
            EventLogStorage log,
            ProjectAccess access,
            UniqueNames names,
            PostgresCheckpoints checkpoints,
            AwarenessChannel awareness,
            WeftSettings settings) {
        return Engine.start(EngineConfiguration.over(eventStore, log.streamLengths(), access)
                .withEventLog(log.eventLog())
                .withNames(names)
                .withCheckpoints(checkpoints)
                .withRelay(awareness)
                .withHosts(hostSettings(settings)));
    }

    /** What other processes on the database tell. */
    @Bean
    Notifications notifications(
            WeftDatabase database, EventLogStorage log, Engine engine, ReadModelProjection readModels) {
        log.tail().wake(engine.hosts());
        return Notifications.listen(
                database,
                "weft-listener",
                Map.of(
                        LogTail.CHANNEL,
                        log.tail()::heard,
                        AwarenessChannel.NAME,
                        AwarenessChannel.tellingTo(engine.hosts(), log.tail()),
                        ReadModelPosition.AWAITED_CHANNEL,
                        _ -> readModels.hurry()),
                engine.hosts()::wakeAll);
    }

    @Bean
    AwarenessChannel awarenessChannel(WeftDatabase database, EventLogStorage log) {
        return new AwarenessChannel(database, log.tail());
    }

    @Bean
    PostgresCheckpoints checkpoints(WeftDatabase database) {
        return new PostgresCheckpoints(database.dataSource());
    }

    @Bean
    CheckpointProjection checkpointProjection(EventLogStorage log, PostgresCheckpoints checkpoints) {
        return CheckpointProjection.start(log, checkpoints);
    }

    @Bean
    ReadModels readModels(EventLogStorage log, PostgresCheckpoints checkpoints) {
        return new ReadModels(log.events(), checkpoints);
    }

    @Bean
    ReadModelPosition readModelPosition(WeftDatabase database) {
        return new ReadModelPosition(database.dataSource());
    }

    @Bean
    ReadModelProjection readModelProjection(ReadModels models, EventLogStorage log, ReadModelPosition position) {
        return ReadModelProjection.start(models, log, READ_MODEL_PACE, position);
    }

    @Bean
    WorkflowListing workflowListing(WeftDatabase database) {
        return new WorkflowListing(database.dataSource());
    }

    private static HostSettings hostSettings(WeftSettings settings) {
        WeftSettings.Limits limits = settings.limits();
        HostSettings defaults = HostSettings.defaults();
        return new HostSettings(
                Math.toIntExact(limits.frame().toBytes()),
                limits.document().toBytes(),
                limits.pending().toBytes(),
                limits.participants(),
                limits.framesPerSecond(),
                limits.outbox().toBytes(),
                defaults.maxWaitingBytes(),
                defaults.maxBatchBytes(),
                defaults.maxBatchUpdates(),
                defaults.maxWaitingRequests(),
                defaults.maxMemoryBytes(),
                defaults.requestTimeout(),
                LOST_NEWS_POLL,
                defaults.idleGrace(),
                defaults.keepAliveInterval(),
                defaults.appendTimeout(),
                settings.shutdownGrace());
    }

    @Bean
    ServerMeters serverMeters(
            Engine engine, EventLogStorage log, ReadModelProjection readModels, CheckpointProjection checkpointing) {
        return new ServerMeters(
                engine.hosts(),
                log::lastPosition,
                Map.of("read-models", readModels::position, "checkpoints", checkpointing::position));
    }

    /** After {@code notifications}, so that no news of an open document is missed. */
    @Bean
    RecentDocuments recentDocuments(EventLogStorage log, Engine engine, Notifications notifications) {
        return new RecentDocuments(log.events(), engine.hosts());
    }

    @Bean
    QuietCollector quietCollector() {
        return new QuietCollector();
    }

    @Bean
    EngineLifecycle engineLifecycle(Engine engine) {
        return new EngineLifecycle(engine);
    }
}
