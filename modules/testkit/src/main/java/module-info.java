/** What tests share. */
module dev.weft.testkit {
    requires transitive dev.weft.sync;
    requires static org.jspecify;

    exports dev.weft.testkit;
}
