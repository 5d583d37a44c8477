package dev.weft.engine.join;

import dev.weft.engine.access.AccessUnavailableException;
import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.access.Role;
import dev.weft.engine.host.Admission;
import dev.weft.engine.log.LostRace;
import dev.weft.engine.workflow.EventMetadata;
import dev.weft.engine.workflow.Joined;
import dev.weft.engine.workflow.RefusedException;
import dev.weft.engine.workflow.WorkflowCommand.JoinWorkflow;
import dev.weft.engine.workflow.WorkflowRefusal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins people to workflows: authorise, decide, append. A lost race (the same id created or rejoined elsewhere at the same moment) is tried again, and then
 * finds the world as the winner left it; no one ever hears of it. Safe for use by many threads; each waits for its own join.
 */
public final class Joining {
    private static final Logger log = LoggerFactory.getLogger(Joining.class);

    /** Enough for dozens of processes that create one id at once; a store that loses more is broken. */
    static final int MOST_TRIES = 16;

    private final ProjectAccess access;
    private final CommandGateway commandGateway;
    private final WorkflowSeeds seeds;
    private final BackOff backOff;

    public Joining(ProjectAccess access, CommandGateway commandGateway, WorkflowSeeds seeds, RandomGenerator random) {
        this(access, commandGateway, seeds, new BackOff(random, Thread::sleep));
    }

    Joining(ProjectAccess access, CommandGateway commandGateway, WorkflowSeeds seeds, BackOff backOff) {
        this.access = access;
        this.commandGateway = commandGateway;
        this.seeds = seeds;
        this.backOff = backOff;
    }

    /** Answers a join; blocks until its event, if it needs one, is durable. */
    public JoinOutcome join(JoinRequest request) {
        try {
            return authoriseAndDecide(request);
        } catch (AccessUnavailableException e) {
            log.warn("joining workflow {}: rights can't be read", request.workflowId(), e);
            return refused(new JoinRefusal.Unavailable());
        }
    }

    private JoinOutcome authoriseAndDecide(JoinRequest request) {
        if (!access.exists(request.projectId())) {
            return refused(new JoinRefusal.ProjectNotFound());
        }
        Optional<Role> role = access.roleOf(request.principal(), request.projectId());
        if (role.isEmpty() || !mayTry(request, role.get())) {
            return refused(new JoinRefusal.Unauthorized());
        }
        return decide(request, role.get());
    }

    private static boolean mayTry(JoinRequest request, Role role) {
        return switch (request.action()) {
            case NEW -> role.mayWrite();
            case EDIT, OPEN -> role.mayRead();
        };
    }

    private JoinOutcome decide(JoinRequest request, Role role) {
        JoinWorkflow command = new JoinWorkflow(
                request.workflowId(),
                request.projectId(),
                request.action(),
                request.lockVersion(),
                role.mayWrite(),
                request.session(),
                seeds.seedOf(request.workflowId()));
        MetaData origin = originOf(request);
        for (int failures = 0; failures < MOST_TRIES; ) {
            try {
                Joined joined = commandGateway.<Joined>send(command, origin).join();
                return new JoinOutcome.Joined(joined.kind(), admissionOf(request, joined));
            } catch (RuntimeException failure) {
                Optional<JoinRefusal> refusal = refusalIn(failure);
                if (refusal.isPresent()) {
                    return refused(refusal.get());
                }
                if (!LostRace.causedBy(failure)) {
                    log.warn("joining workflow {} failed", request.workflowId(), failure);
                    return refused(new JoinRefusal.Unavailable());
                }
                failures++;
            }
            try {
                backOff.waitAfter(failures);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return refused(new JoinRefusal.Unavailable());
            }
        }
        log.warn("joining workflow {} lost {} races in a row", request.workflowId(), MOST_TRIES);
        return refused(new JoinRefusal.Unavailable());
    }

    private static Optional<JoinRefusal> refusalIn(Throwable failure) {
        return RefusedException.reasonIn(failure).flatMap(reason -> switch (reason) {
            case WorkflowRefusal.NotFound() -> Optional.of(new JoinRefusal.WorkflowNotFound());
            case WorkflowRefusal.VersionNotFound(int lockVersion) ->
                Optional.of(new JoinRefusal.VersionNotFound(lockVersion));
            // Of appends only.
            case WorkflowRefusal.SequenceTaken(long nextSequence) -> Optional.empty();
            case WorkflowRefusal.StateOutdated(long nextSequence) -> Optional.empty();
            case WorkflowRefusal.OutOfPlace(String detail) -> Optional.empty();
        });
    }

    private static MetaData originOf(JoinRequest request) {
        Map<String, String> origin = new HashMap<>();
        origin.put(EventMetadata.PRINCIPAL, request.principal().id());
        origin.put(EventMetadata.SESSION, request.session().value());
        origin.put(EventMetadata.TRACE_ID, request.session().traceIdOr(request.traceId()));
        return MetaData.from(origin);
    }

    private static Admission admissionOf(JoinRequest request, Joined joined) {
        return new Admission(
                request.workflowId(),
                request.projectId(),
                joined.version(),
                request.principal(),
                request.session(),
                request.tool(),
                request.traceId());
    }

    private static JoinOutcome refused(JoinRefusal reason) {
        return new JoinOutcome.Refused(reason);
    }
}
