package dev.weft.engine.log;

/** What went wrong at the bottom of a failure, for log lines: while a database is away there are many, and their stacks say nothing new. */
public final class RootCause {
    private static final int DEEPEST = 32;

    private RootCause() {}

    /** The innermost cause, by its kind and message. */
    public static String of(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause.getCause() != null && depth < DEEPEST; depth++) {
            cause = cause.getCause();
        }
        return cause.toString();
    }
}
