package dev.weft.crdt;

/**
 * A place in a type as it is now: what a {@link RelativePosition} comes to.
 *
 * @param type  the text or list
 * @param index units before the place
 * @param assoc that of the relative position
 */
public record AbsolutePosition(YType type, int index, int assoc) {}
