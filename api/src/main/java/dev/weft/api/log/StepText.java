package dev.weft.api.log;

import dev.weft.api.doc.DocumentJson;
import dev.weft.engine.replay.Author;
import dev.weft.engine.replay.Change;
import dev.weft.engine.replay.DocumentPath;
import dev.weft.engine.replay.ReplayStep;
import dev.weft.engine.workflow.WorkflowEventType;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A step of a replay as lines for a terminal: a line for the event and those whose edits are in it, and one for each change. What people wrote is shown
 * without control characters.
 */
final class StepText {
    private static final int LONGEST_VALUE = 120;

    private final boolean isColoured;

    /** @param isColoured whether a terminal shows it that takes ANSI escapes */
    StepText(boolean isColoured) {
        this.isColoured = isColoured;
    }

    String of(ReplayStep step) {
        StringBuilder text = new StringBuilder();
        text.append(styled("1", "#" + step.event().sequence()));
        text.append("  ").append(step.event().time().truncatedTo(ChronoUnit.MILLIS));
        text.append("  ").append(WorkflowEventType.of(step.event().event()).storedName());
        Set<String> people = new LinkedHashSet<>();
        step.authors().forEach(author -> people.add(of(author)));
        if (!people.isEmpty()) {
            text.append("  ").append(styled("36", String.join("; ", people)));
        }
        for (Change change : step.changes()) {
            text.append(System.lineSeparator()).append("    ").append(of(change));
        }
        return text.toString();
    }

    /** {@code ada, session 4f…, tool page}. */
    String of(Author author) {
        StringBuilder text = new StringBuilder(author.principal() == null ? "(unknown)" : plain(author.principal()));
        if (author.session() != null) {
            text.append(", session ").append(author.session());
        }
        if (author.tool() != null) {
            text.append(", tool ").append(plain(author.tool()));
        }
        return text.toString();
    }

    String of(Change change) {
        return switch (change) {
            case Change.Added(var path, Object value) -> place(path) + "  " + added(value);
            case Change.Removed(var path, Object oldValue) -> place(path) + "  " + removed(oldValue);
            case Change.Replaced(var path, Object oldValue, Object value) ->
                place(path) + "  " + styled("31", json(oldValue)) + " → " + styled("32", json(value));
            case Change.TextEdited(var path, int index, String removed, String inserted) ->
                place(path) + " at " + index
                        + (removed.isEmpty() ? "" : "  " + removed(removed))
                        + (inserted.isEmpty() ? "" : "  " + added(inserted));
        };
    }

    private static String place(DocumentPath path) {
        return plain(path.toString());
    }

    private String added(@Nullable Object value) {
        return styled("32", "+ " + json(value));
    }

    private String removed(@Nullable Object value) {
        return styled("31", "- " + json(value));
    }

    /** @param style a parameter of ANSI's "select graphic rendition": 1 bold, 31 red, 32 green, 36 cyan */
    private String styled(String style, String text) {
        return isColoured ? "\u001b[" + style + "m" + text + "\u001b[0m" : text;
    }

    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", "�");
    }

    private static String json(@Nullable Object value) {
        String json = plain(DocumentJson.of(value));
        return json.length() <= LONGEST_VALUE
                ? json
                : json.substring(0, LONGEST_VALUE) + "… (" + json.length() + " characters)";
    }
}
