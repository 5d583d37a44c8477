package dev.weft.engine.host;

import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.log.EventAppender;
import dev.weft.engine.log.EventLog;
import dev.weft.engine.request.RequestPlanner;
import dev.weft.engine.workflow.WorkflowStanding.VersionPlace;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What all documents of a node share.
 *
 * @param executor runs what may block, on virtual threads
 * @param timer for short tasks that don't
 */
record HostEnvironment(
        HostSettings settings,
        EventLog eventLog,
        DocumentCheckpoints checkpoints,
        AwarenessRelay relay,
        EventAppender appender,
        ProjectAccess access,
        RefusalCounts refusals,
        HostCounts counts,
        RequestPlanner planner,
        InstantSource clock,
        Executor executor,
        ScheduledExecutorService timer) {
    /** What a version's room sees of it. */
    HostEnvironment of(VersionPlace version) {
        return new HostEnvironment(
                settings,
                new VersionLog(eventLog, version),
                DocumentCheckpoints.none(),
                AwarenessRelay.none(),
                appender,
                new ReadersOnly(access),
                refusals,
                counts,
                planner,
                clock,
                executor,
                timer);
    }
}
