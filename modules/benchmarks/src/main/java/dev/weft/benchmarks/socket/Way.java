package dev.weft.benchmarks.socket;

/** How the frames of a room reach its recipients. */
enum Way {
    /** One write for each frame, as soon as it has come. */
    EACH,

    /** What has come during a turn by one write, a frame for each update. */
    GATHERED,

    /** As {@link #GATHERED}, each recipient by a virtual thread of its own. */
    THREADS,

    /** The updates of a turn are merged into one: one frame, made once for all. */
    MERGED,

    /** As {@link #MERGED}, heads of the frames included: all recipients are written the same bytes. */
    SHARED
}
