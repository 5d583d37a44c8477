package dev.weft.crdt.update;

/** The two encodings of an update. Every wire protocol carries {@link #V1}; {@link #V2} is smaller, and for storage. */
public enum UpdateFormat {
    V1,
    V2
}
