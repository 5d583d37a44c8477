package dev.weft.persistence.readmodel;

/** A copy can't take an event that the live tables have: they stay as they are. */
public final class RebuildRefusedException extends RuntimeException {

    RebuildRefusedException(String what) {
        super(what + "; the live tables have it, and stay as they are");
    }
}
