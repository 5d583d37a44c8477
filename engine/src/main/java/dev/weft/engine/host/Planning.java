package dev.weft.engine.host;

import dev.weft.engine.access.AccessUnavailableException;
import dev.weft.engine.log.LogUnavailableException;
import dev.weft.engine.request.Plan;
import dev.weft.engine.request.RequestPlanner;
import dev.weft.engine.request.RequestRefusal;
import dev.weft.engine.workflow.Resolution;
import dev.weft.engine.workflow.Resolver;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a host does with a request whose turn has come: reads the right to it, asks what the id means, and has a plan made. */
final class Planning {
    private static final Logger log = LoggerFactory.getLogger(Planning.class);

    private final CurrentAccess access;
    private final RequestPlanner planner;
    private final HostSituation situation;
    private final Supplier<UUID> appendIds;

    Planning(CurrentAccess access, RequestPlanner planner, HostSituation situation, Supplier<UUID> appendIds) {
        this.access = access;
        this.planner = planner;
        this.situation = situation;
        this.appendIds = appendIds;
    }

    Plan planFor(PendingRequest request) {
        try {
            return access.permits(request)
                    ? planForPermitted(request)
                    : Plan.Answer.refused(new RequestRefusal.Unauthorized());
        } catch (LogUnavailableException | AccessUnavailableException e) {
            log.warn("workflow {}: a request can't be carried out now", situation.workflowId(), e);
            return Plan.Answer.refused(new RequestRefusal.Internal("the database can't be reached, try again"));
        } catch (RuntimeException e) {
            // Nothing has changed yet: a bug in one request is no reason to send everybody away.
            log.error("workflow {}: planning {} failed", situation.workflowId(), request.request(), e);
            return Plan.Answer.refused(new RequestRefusal.Internal("the server failed; its log says more"));
        }
    }

    private Plan planForPermitted(PendingRequest request) {
        return switch (Resolver.resolve(Optional.of(situation.standing()), request.projectId())) {
            case Resolution.Existing _, Resolution.Deleted _ ->
                planner.plan(request.request(), request.requester(), situation, appendIds.get());
            case Resolution.Purged _
            when !request.isFromOutside() -> Plan.Answer.refused(new RequestRefusal.WorkflowDeleted());
            case Resolution.Purged _, Resolution.NotFound _ ->
                Plan.Answer.refused(new RequestRefusal.WorkflowNotFound());
            case Resolution.Fresh _, Resolution.Version _, Resolution.VersionNotFound _ ->
                throw new IllegalStateException("nothing new and no version was asked for");
        };
    }

    /** The plan's event is in the log. */
    void committed(Plan.Append plan) {
        try {
            planner.committed(plan, situation);
        } catch (LogUnavailableException e) {
            // The next who wants one of the names will ask the log.
            log.warn("workflow {}: its names can't be settled now", situation.workflowId(), e);
        }
    }
}
