/** Binary encodings of the lib0 library, on which Yjs builds. */
module dev.weft.lib0 {
    requires static org.jspecify;

    exports dev.weft.lib0;
}
