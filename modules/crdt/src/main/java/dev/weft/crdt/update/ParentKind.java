package dev.weft.crdt.update;

/** How an item says where it belongs. */
public enum ParentKind {
    /** It has a left or right origin, and takes parent and map key from that. Also of structs that are no items. */
    NEIGHBOUR,
    /** It belongs to the root type of a name. */
    ROOT,
    /** It belongs to the shared type that another item holds. */
    ITEM
}
