package dev.weft.engine.request;

import dev.weft.engine.content.WorkflowContent;
import org.jspecify.annotations.Nullable;

/** Looks up what was saved. */
final class Versions {
    private Versions() {}

    /** The content of the last version; null if the workflow was never saved. */
    static @Nullable WorkflowContent last(Situation situation) {
        return situation
                .standing()
                .lastVersion()
                .map(place -> situation.version(place).content())
                .orElse(null);
    }
}
