/** What tests share: a bridge to real Yjs, seeded sessions, a simulated network. */
module dev.weft.testkit {
    requires transitive dev.weft.sync;
    requires transitive com.fasterxml.jackson.databind;
    requires static org.jspecify;

    exports dev.weft.testkit;
    exports dev.weft.testkit.yjs;

    opens dev.weft.testkit.yjs;
}
