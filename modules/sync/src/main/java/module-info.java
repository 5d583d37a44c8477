/** The sync and awareness protocols, and the frames that carry them. */
module dev.weft.sync {
    requires transitive dev.weft.crdt;
    requires static org.jspecify;

    exports dev.weft.sync;
    exports dev.weft.sync.awareness;
    exports dev.weft.sync.hocuspocus;
    exports dev.weft.sync.phoenix;
    exports dev.weft.sync.ywebsocket;
}
