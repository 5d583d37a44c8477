package dev.weft.api.log;

import dev.weft.api.doc.DocumentJson;
import dev.weft.engine.replay.Author;
import dev.weft.engine.replay.Change;
import dev.weft.engine.replay.ReplayStep;
import dev.weft.engine.workflow.WorkflowEventType;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A step of a replay as lines for a terminal: a line for the event and those whose edits are in it, and one for each change. */
final class StepText {
    private static final int LONGEST_VALUE = 120;

    private StepText() {}

    static String of(ReplayStep step) {
        StringBuilder text = new StringBuilder();
        text.append('#').append(step.event().sequence());
        text.append("  ").append(step.event().time().truncatedTo(ChronoUnit.MILLIS));
        text.append("  ").append(WorkflowEventType.of(step.event().event()).storedName());
        Set<String> people = new LinkedHashSet<>();
        step.authors().forEach(author -> people.add(of(author)));
        if (!people.isEmpty()) {
            text.append("  ").append(String.join("; ", people));
        }
        for (Change change : step.changes()) {
            text.append(System.lineSeparator()).append("    ").append(of(change));
        }
        return text.toString();
    }

    /** {@code ada, session 4f…, tool page}. */
    static String of(Author author) {
        StringBuilder text = new StringBuilder(author.principal() == null ? "(unknown)" : author.principal());
        if (author.session() != null) {
            text.append(", session ").append(author.session());
        }
        if (author.tool() != null) {
            text.append(", tool ").append(author.tool());
        }
        return text.toString();
    }

    private static String of(Change change) {
        return switch (change) {
            case Change.Added(var path, Object value) -> path + "  + " + json(value);
            case Change.Removed(var path, Object oldValue) -> path + "  - " + json(oldValue);
            case Change.Replaced(var path, Object oldValue, Object value) ->
                path + "  " + json(oldValue) + " → " + json(value);
            case Change.TextEdited(var path, int index, String removed, String inserted) ->
                path + " at " + index
                        + (removed.isEmpty() ? "" : "  - " + json(removed))
                        + (inserted.isEmpty() ? "" : "  + " + json(inserted));
        };
    }

    private static String json(@Nullable Object value) {
        String json = DocumentJson.of(value);
        return json.length() <= LONGEST_VALUE
                ? json
                : json.substring(0, LONGEST_VALUE) + "… (" + json.length() + " characters)";
    }
}
