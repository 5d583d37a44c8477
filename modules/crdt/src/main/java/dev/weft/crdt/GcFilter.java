package dev.weft.crdt;

/** Decides which deleted items may be forgotten. */
@FunctionalInterface
interface GcFilter {
    /** @param row of a deleted item */
    boolean mayCollect(int row);
}
