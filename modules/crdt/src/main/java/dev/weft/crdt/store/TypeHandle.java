package dev.weft.crdt.store;

/** What the user's side keeps for a type: see {@link Types#handle}. */
public interface TypeHandle {
    /** The type was collected: its index will mean something else. */
    void collected();
}
