package dev.weft.engine.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place in a document as JSON: the name of a root, and then a map key or a list index for each step. Written as a JSON pointer
 * (RFC 6901), such as {@code /jobs/0/body}; empty for the whole document.
 *
 * @param steps each as text: whether a number is an index or a key shows only where it is looked up
 */
public record DocumentPath(List<String> steps) {
    private static final DocumentPath ROOT = new DocumentPath(List.of());

    public DocumentPath {
        steps = List.copyOf(steps);
    }

    public static DocumentPath root() {
        return ROOT;
    }

    /** @param steps each a {@link String} or an {@link Integer} */
    static DocumentPath of(List<Object> steps) {
        return new DocumentPath(steps.stream().map(Object::toString).toList());
    }

    /**
     * Reads a JSON pointer.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static DocumentPath parse(String pointer) {
        if (pointer.isEmpty()) {
            return ROOT;
        }
        if (!pointer.startsWith("/")) {
            throw new IllegalArgumentException(
                    "path is '" + pointer + "', expected a JSON pointer such as /jobs/0/body");
        }
        List<String> steps = new ArrayList<>();
        for (String step : pointer.substring(1).split("/", -1)) {
            steps.add(step.replace("~1", "/").replace("~0", "~"));
        }
        return new DocumentPath(steps);
    }

    DocumentPath child(Object step) {
        List<String> longer = new ArrayList<>(steps);
        longer.add(step.toString());
        return new DocumentPath(longer);
    }

    /** What is there in a document as JSON; empty if nothing is. A null that is there can't be told from nothing. */
    Optional<Object> in(Map<String, @Nullable Object> document) {
        Object value = document;
        for (String step : steps) {
            value = switch (value) {
                case Map<?, ?> map -> map.get(step);
                case List<?> list -> elementOf(list, step);
                case null, default -> null;
            };
        }
        return Optional.ofNullable(value);
    }

    private static @Nullable Object elementOf(List<?> list, String step) {
        try {
            int index = Integer.parseInt(step);
            return index >= 0 && index < list.size() ? list.get(index) : null;
        } catch (NumberFormatException noIndex) {
            return null;
        }
    }

    @Override
    public String toString() {
        StringBuilder pointer = new StringBuilder();
        for (String step : steps) {
            pointer.append('/').append(step.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }
}
