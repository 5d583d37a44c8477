/** What tests share: a bridge to real Yjs, seeded sessions, a simulated network. */
module dev.weft.testkit {
    requires transitive dev.weft.sync;
    requires transitive com.fasterxml.jackson.databind;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires static org.jspecify;

    exports dev.weft.testkit;
    exports dev.weft.testkit.differential;
    exports dev.weft.testkit.network;
    exports dev.weft.testkit.yjs;

    opens dev.weft.testkit.yjs;
}
