package dev.weft.engine.request;

import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.WorkflowId;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** For engines whose log is in memory, too: forgets all when the process ends. */
public final class InMemoryUniqueNames implements UniqueNames {
    private final InstantSource clock;
    private final Map<Key, Claim> claims = new HashMap<>();

    private record Key(ProjectId projectId, UniqueName name) {}

    private record Claim(WorkflowId workflowId, long sequence, boolean settled, long claimedAtMillis) {}

    public InMemoryUniqueNames(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Optional<Holder> holderOf(ProjectId projectId, UniqueName name) {
        return Optional.ofNullable(claims.get(new Key(projectId, name)))
                .map(claim ->
                        new Holder(claim.workflowId(), claim.settled(), clock.millis() - claim.claimedAtMillis()));
    }

    @Override
    public synchronized boolean claim(
            ProjectId projectId, WorkflowId workflowId, Set<UniqueName> names, long sequence) {
        for (UniqueName name : names) {
            Claim there = claims.get(new Key(projectId, name));
            if (there != null && !there.workflowId().equals(workflowId)) {
                return false;
            }
        }
        for (UniqueName name : names) {
            claims.merge(
                    new Key(projectId, name),
                    new Claim(workflowId, sequence, false, clock.millis()),
                    (there, claim) -> new Claim(workflowId, sequence, there.settled(), there.claimedAtMillis()));
        }
        return true;
    }

    @Override
    public synchronized void settle(ProjectId projectId, WorkflowId workflowId, Set<UniqueName> names, long sequence) {
        claims.entrySet()
                .removeIf(entry -> entry.getKey().projectId().equals(projectId)
                        && !names.contains(entry.getKey().name())
                        && isOf(entry.getValue(), workflowId, sequence));
        for (UniqueName name : names) {
            claims.merge(
                    new Key(projectId, name),
                    new Claim(workflowId, sequence, true, clock.millis()),
                    (there, settled) -> there.workflowId().equals(workflowId)
                            ? new Claim(workflowId, Math.max(there.sequence(), sequence), true, there.claimedAtMillis())
                            : there);
        }
    }

    private static boolean isOf(Claim claim, WorkflowId workflowId, long sequence) {
        return claim.workflowId().equals(workflowId) && claim.sequence() <= sequence;
    }
}
