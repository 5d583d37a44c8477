package dev.weft.engine.request;

import dev.weft.engine.content.Trigger;
import dev.weft.engine.content.WorkflowContent;
import dev.weft.engine.log.EventLog;
import dev.weft.engine.log.LogUnavailableException;
import dev.weft.engine.request.UniqueNames.Holder;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.WorkflowId;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** The names of all workflows as plans ask for them. Finds out claims that were left behind by a node that stopped in the middle of a save. */
public final class ClaimedNames {
    /** Far more than an append takes. */
    private static final Duration SUSPICIOUS_AGE = Duration.ofMinutes(2);

    private static final int MOST_LOST_RACES = 16;

    private final UniqueNames names;
    private final EventLog eventLog;

    public ClaimedNames(UniqueNames names, EventLog eventLog) {
        this.names = names;
        this.eventLog = eventLog;
    }

    /** The names that a saved content takes. */
    static Set<UniqueName> of(WorkflowContent content) {
        Set<UniqueName> taken = new LinkedHashSet<>();
        taken.add(UniqueName.ofWorkflow(content.name()));
        for (Trigger trigger : content.triggers()) {
            if (trigger.customPath() != null) {
                taken.add(UniqueName.ofCustomPath(trigger.customPath()));
            }
        }
        return taken;
    }

    /** Whether another workflow of the project has the name now. */
    boolean isTaken(Situation situation, UniqueName name) {
        ProjectId projectId = situation.standing().projectId();
        Optional<Holder> other = otherHolder(situation, name);
        if (other.isPresent() && !other.get().settled() && other.get().ageMillis() > SUSPICIOUS_AGE.toMillis()) {
            WorkflowId holder = other.get().workflowId();
            NamesInLog inLog = NamesInLog.of(eventLog, holder);
            names.settle(projectId, holder, inLog.names(), inLog.lastSequence());
            other = otherHolder(situation, name);
        }
        return other.isPresent();
    }

    private Optional<Holder> otherHolder(Situation situation, UniqueName name) {
        return names.holderOf(situation.standing().projectId(), name)
                .filter(holder -> !holder.workflowId().equals(situation.workflowId()));
    }

    /**
     * Claims the name that is chosen among those that are free, as the only name that the workflow is to have.
     *
     * @param choice chooses, told which names are taken
     */
    String claimFirstFree(Situation situation, Function<Predicate<String>, String> choice) {
        for (int lostRaces = 0; lostRaces < MOST_LOST_RACES; lostRaces++) {
            String name = choice.apply(candidate -> isTaken(situation, UniqueName.ofWorkflow(candidate)));
            if (claim(situation, Set.of(UniqueName.ofWorkflow(name)))) {
                return name;
            }
        }
        throw new LogUnavailableException("others took " + MOST_LOST_RACES + " names in a row at the same moment");
    }

    /** @return false if somebody else was faster with one of them */
    boolean claim(Situation situation, Set<UniqueName> wanted) {
        return names.claim(situation.standing().projectId(), situation.workflowId(), wanted, situation.nextSequence());
    }

    /** The event before {@link Situation#nextSequence()} has given the workflow these names, and no others. */
    void settle(Situation situation, Set<UniqueName> inUse) {
        names.settle(situation.standing().projectId(), situation.workflowId(), inUse, situation.nextSequence() - 1);
    }
}
