package dev.weft.engine.content.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.content.DraftBuilder;
import dev.weft.engine.content.Section;
import dev.weft.engine.content.WorkflowContent;
import dev.weft.engine.content.WorkflowContentBuilder;
import dev.weft.engine.content.draft.Draft;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A workflow with one of each, and what the rules say of drafts of it. */
final class Judging {
    static final WorkflowContent ORDERS = new WorkflowContentBuilder()
            .job("fetch", "fetch()")
            .job("load", "load()")
            .webhook("hook")
            .cron("nightly", "5 4 * * *")
            .edge("fetch", "load")
            .edgeFromTrigger("hook", "fetch")
            .position("fetch", 1, 2)
            .build();

    static final int FETCH = 0;
    static final int LOAD = 1;
    static final int HOOK = 0;
    static final int NIGHTLY = 1;
    static final int FETCH_TO_LOAD = 0;
    static final int HOOK_TO_FETCH = 1;

    private Judging() {}

    static String id(String name) {
        return WorkflowContentBuilder.id(name).toString();
    }

    static DraftBuilder draft() {
        return DraftBuilder.of(ORDERS);
    }

    static DraftBuilder draftWith(Section section, int index, String field, @Nullable Object value) {
        return draft().set(section, index, field, value);
    }

    static WorkflowContent accepted(Draft draft) {
        return accepted(draft, null);
    }

    static WorkflowContent accepted(Draft draft, @Nullable WorkflowContent saved) {
        Verdict verdict = ContentRules.judge(draft, saved, ProjectFacts.UNRESTRICTED);
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        return ((Verdict.Accepted) verdict).content();
    }

    static List<ContentError> rejected(Draft draft) {
        return rejected(draft, null, ProjectFacts.UNRESTRICTED);
    }

    static List<ContentError> rejected(Draft draft, @Nullable WorkflowContent saved, ProjectFacts facts) {
        Verdict verdict = ContentRules.judge(draft, saved, facts);
        assertThat(verdict).isInstanceOf(Verdict.Rejected.class);
        return ((Verdict.Rejected) verdict).errors();
    }

    /** The messages by path. */
    static Map<String, List<String>> errors(Draft draft) {
        return ContentError.byPath(rejected(draft));
    }
}
