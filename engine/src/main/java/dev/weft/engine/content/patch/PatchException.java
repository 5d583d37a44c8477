package dev.weft.engine.content.patch;

/** A patch that can't be applied; nothing of it was. The message says which operation, where, what was found and what was expected. */
public final class PatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final int operation;
    private final String path;

    /** What is wrong. */
    public enum Reason {
        /** The patch is none: that would be so whatever the document. */
        MALFORMED,
        /** The document has something else at a path than the operation needs. */
        DOES_NOT_FIT,
        /** A {@code test} found another value. */
        TEST_FAILED,
        /** The patch, or what it makes, is beyond the limits. */
        TOO_LARGE
    }

    PatchException(Reason reason, int operation, String path, String message) {
        super("operation " + operation + (path.isEmpty() ? "" : " at " + path) + ": " + message);
        this.reason = reason;
        this.operation = operation;
        this.path = path;
    }

    public Reason reason() {
        return reason;
    }

    /** Index of the operation, from 0. */
    public int operation() {
        return operation;
    }

    /** The path as the operation has it; empty if that isn't known, or the document as a whole is meant. */
    public String path() {
        return path;
    }
}
