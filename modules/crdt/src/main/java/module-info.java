/** The Yjs document in pure Java. */
module dev.weft.crdt {
    requires transitive dev.weft.lib0;
    requires static org.jspecify;

    exports dev.weft.crdt;
    exports dev.weft.crdt.update;
}
