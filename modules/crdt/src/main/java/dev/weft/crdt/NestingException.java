package dev.weft.crdt;

/**
 * Types are nested more deeply than can be worked with as one value: read as JSON, copied, or inserted at once. Applying,
 * deleting, reading a single type, and writing XML know no such limit.
 */
public final class NestingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** How many types may be nested in each other: 200. */
    public static final int MAX_NESTING = 200;

    NestingException() {
        super("types are nested in each other more than " + MAX_NESTING + " deep");
    }
}
