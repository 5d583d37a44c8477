package dev.weft.crdt;

/**
 * Which units of a document a reader is to see: those of a past state ({@link Snapshot}), or all but some people's
 * ({@link Omission}). What was deleted can be seen only in a document with garbage collection off.
 *
 * <p>Lists and texts consist of the units that are shown. A map key has the latest value that is known, and none if that value is
 * not shown: a value that nobody knows of never replaced another.
 */
public sealed interface Perspective permits Snapshot, Omission {
    /** Whether the unit is known, and not deleted. */
    boolean shows(long client, int clock);

    /** The last clock that is known, from {@code clock} on and before {@code end}; −1 if there is none. */
    int lastKnown(long client, int clock, int end);

    /** How far from a clock on, at most up to {@code end}, units are alike: all shown, or none. */
    int pieceEnd(long client, int clock, int end);
}
