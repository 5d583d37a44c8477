package dev.weft.engine.content;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What workflows may be called. */
public final class WorkflowNames {
    /** The name of a workflow that was given none. */
    public static final String UNTITLED = "Untitled workflow";

    /** In code points. */
    public static final int MAX_LENGTH = 255;

    private static final String DELETED = "_del";
    private static final Pattern RESERVED = Pattern.compile(".*_del[0-9]*", Pattern.DOTALL);

    private WorkflowNames() {}

    /** Whether the name looks like that of a deleted workflow, and may therefore not be given to a living one. */
    public static boolean isReserved(String name) {
        return RESERVED.matcher(name).matches();
    }

    /**
     * The wanted name, or the first of {@code <name> 1}, {@code <name> 2}, … that is free; {@value #UNTITLED} for a blank one.
     *
     * @param isTaken asked about one name after the other until it says no; a workflow's own name isn't taken
     */
    public static String free(String wanted, Predicate<String> isTaken) {
        String trimmed = Texts.trim(wanted);
        return firstFree(trimmed.isEmpty() ? UNTITLED : trimmed, "", " ", isTaken);
    }

    /** What a workflow is called once it is deleted: {@code <name>_del}, or the first of {@code <name>_del1}, {@code <name>_del2}, … that is free. */
    public static String deleted(String name, Predicate<String> isTaken) {
        return firstFree(name, DELETED, DELETED, isTaken);
    }

    private static String firstFree(String name, String firstSuffix, String numberedSuffix, Predicate<String> isTaken) {
        String candidate = withSuffix(name, firstSuffix);
        for (int number = 1; isTaken.test(candidate); number++) {
            candidate = withSuffix(name, numberedSuffix + number);
        }
        return candidate;
    }

    private static String withSuffix(String name, String suffix) {
        int room = MAX_LENGTH - suffix.length();
        return Texts.length(name) <= room
                ? name + suffix
                : name.substring(0, name.offsetByCodePoints(0, room)) + suffix;
    }
}
