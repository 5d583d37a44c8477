package dev.weft.engine.request;

import dev.weft.engine.content.draft.Draft;
import dev.weft.engine.content.rules.ContentRules;
import dev.weft.engine.content.rules.ProjectFacts;
import dev.weft.engine.content.rules.Verdict;
import dev.weft.engine.log.LogUnavailableException;
import dev.weft.engine.workflow.SavedVersion;
import org.jspecify.annotations.Nullable;

/** Judges drafts by the rules, and claims the names of those that are accepted. */
final class Judgement {
    private static final int MOST_LOST_RACES = 16;

    private final ClaimedNames names;

    Judgement(ClaimedNames names) {
        this.names = names;
    }

    /**
     * @param last what was saved last; null if nothing was
     * @return if accepted, the names are the workflow's until {@link ClaimedNames#settle}
     */
    Verdict of(Draft draft, @Nullable SavedVersion last, Situation situation) {
        for (int lostRaces = 0; lostRaces < MOST_LOST_RACES; lostRaces++) {
            Verdict verdict = ContentRules.judge(draft, last == null ? null : last.content(), factsFor(situation));
            boolean isFinal = switch (verdict) {
                case Verdict.Rejected rejected -> true;
                case Verdict.Accepted(var content) -> names.claim(situation, ClaimedNames.of(content));
            };
            if (isFinal) {
                return verdict;
            }
        }
        throw new LogUnavailableException(
                "others took and freed a name of workflow " + situation.workflowId() + " at every try");
    }

    private ProjectFacts factsFor(Situation situation) {
        return new ProjectFacts() {
            @Override
            public boolean isNameTaken(String name) {
                return names.isTaken(situation, UniqueName.ofWorkflow(name));
            }

            @Override
            public boolean isCustomPathTaken(String customPath) {
                return names.isTaken(situation, UniqueName.ofCustomPath(customPath));
            }
        };
    }
}
