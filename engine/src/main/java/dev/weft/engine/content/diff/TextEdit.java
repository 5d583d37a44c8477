package dev.weft.engine.content.diff;

/**
 * A piece of a text that makes way for another.
 *
 * @param index where, in UTF-16 units of the text before any edit
 * @param deleted how many units go
 * @param inserted what comes in their place; empty for nothing
 */
public record TextEdit(int index, int deleted, String inserted) {}
