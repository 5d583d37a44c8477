package dev.weft.crdt;

/** Where a document is a subdocument: the item at this row of its parent. */
record SubdocPlace(Doc parent, int row) {}
