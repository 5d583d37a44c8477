package dev.weft.crdt;

import java.util.Set;

/** Subdocuments that came, went, or are wanted with their content. */
public record SubdocsEvent(Set<Doc> loaded, Set<Doc> added, Set<Doc> removed, Transaction transaction) {}
