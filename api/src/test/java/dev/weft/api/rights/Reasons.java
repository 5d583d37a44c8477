package dev.weft.api.rights;

import java.util.Map;

/** The reasons that the wire gives, in the words of the table. */
final class Reasons {

    private static final Map<String, String> WORDS = Map.of(
            "unauthorized", "unauthorized",
            "project not found", "no-project",
            "workflow not found", "no-workflow",
            "snapshot version 7 not found", "no-version",
            "invalid version format", "bad",
            "invalid action 'copy'", "no-action");

    private Reasons() {}

    static String word(String told) {
        return WORDS.entrySet().stream()
                .filter(reason -> told.contains(reason.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("reason '" + told + "', expected one of " + WORDS.keySet()));
    }
}
