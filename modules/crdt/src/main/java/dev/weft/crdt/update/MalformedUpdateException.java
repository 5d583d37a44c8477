package dev.weft.crdt.update;

import dev.weft.lib0.MalformedInputException;

/** Bytes that are no update, state vector or delete set. Thrown before anything has changed. */
public final class MalformedUpdateException extends MalformedInputException {
    /**
     * @param offset   bytes from the start of the update, at least 0
     * @param found    what is there
     * @param expected what should be there
     */
    public MalformedUpdateException(int offset, String found, String expected) {
        super(offset, found, expected);
    }

    MalformedUpdateException(MalformedInputException cause) {
        super(cause.offset(), cause.found(), cause.expected());
        initCause(cause);
    }
}
