package dev.weft.crdt.store;

/** Told what happens to the items that hold subdocuments. */
public interface SubdocListener {
    SubdocListener NOBODY = new SubdocListener() {};

    /** The item became part of the document. */
    default void integrated(int row) {}

    /** The item was deleted. */
    default void deleted(int row) {}

    /** The item's content is about to go: its row says nothing about the subdocument any more. */
    default void collected(int row) {}
}
