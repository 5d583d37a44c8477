package dev.weft.benchmarks;

import java.util.List;
import java.util.Locale;

/** Works that belong together. Each suite of each library has a process of its own, so that none meets what another left behind. */
enum Suite {
    /** Whole states into new documents. */
    LOAD,
    /** Documents into states, and parts of them. */
    ENCODE,
    /** Updates one by one. */
    APPLY,
    /** Edits made here. */
    EDIT,
    /** Updates without a document. */
    BYTES,
    /** A document of 33 MB. */
    LARGE,
    /** What a loaded document keeps. */
    MEMORY,
    /** The first document of a process. */
    COLD;

    private static final List<String> WARM_FLAGS = List.of("-Xms4g", "-Xmx4g", "-XX:+AlwaysPreTouch");

    /** The serial collector, told to compact each time, leaves nothing but living objects: used memory is exact after a collection. */
    private static final List<String> EXACT_FLAGS =
            List.of("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC", "-XX:MarkSweepAlwaysCompactCount=1");

    /** Flags of the JVM that ours runs in. */
    List<String> jvmFlags() {
        return switch (this) {
            case LOAD, ENCODE, APPLY, EDIT, BYTES, LARGE -> WARM_FLAGS;
            case MEMORY -> EXACT_FLAGS;
            case COLD -> List.of();
        };
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Suite labelled(String label) {
        try {
            return valueOf(label.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "there is no suite \"" + label + "\": expected one of " + List.of(values()), e);
        }
    }
}
