package dev.weft.persistence.events;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.jspecify.annotations.Nullable;

/**
 * Recognises that an append lost its race: somebody else's event has the key (stream, sequence).
 *
 * <p>A failed batch hides the server's answer in {@link SQLException#getNextException()}, and wrappers hide it among causes, so both are
 * followed, in every combination.
 */
final class DuplicateKeys implements PersistenceExceptionResolver {

    /** SQLSTATE {@code unique_violation}; PostgreSQL manual, appendix A. */
    private static final String UNIQUE_VIOLATION = "23505";

    /** Causes can be cyclic. */
    private static final int MOST_EXCEPTIONS = 100;

    @Override
    public boolean isDuplicateKeyViolation(Exception exception) {
        Deque<Throwable> toSee = new ArrayDeque<>();
        toSee.push(exception);
        for (int seen = 0; seen < MOST_EXCEPTIONS && !toSee.isEmpty(); seen++) {
            Throwable current = toSee.pop();
            if (current instanceof SQLException sql) {
                if (UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                    return true;
                }
                pushIfPresent(toSee, sql.getNextException());
            }
            pushIfPresent(toSee, current.getCause());
        }
        return false;
    }

    private static void pushIfPresent(Deque<Throwable> toSee, @Nullable Throwable exception) {
        if (exception != null) {
            toSee.push(exception);
        }
    }
}
