package dev.weft.engine.content.rules;

import dev.weft.engine.content.WorkflowContent;
import java.util.List;

/** What the rules say about a draft. */
public sealed interface Verdict {
    /** @param content valid and normalised */
    record Accepted(WorkflowContent content) implements Verdict {}

    /** @param errors at least one; by section and member, as the draft has them */
    record Rejected(List<ContentError> errors) implements Verdict {
        public Rejected {
            errors = List.copyOf(errors);
        }
    }
}
