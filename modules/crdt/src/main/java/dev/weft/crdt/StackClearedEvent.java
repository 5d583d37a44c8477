package dev.weft.crdt;

/** Steps of an {@link UndoManager} were forgotten. */
public record StackClearedEvent(boolean undoStackCleared, boolean redoStackCleared) {}
