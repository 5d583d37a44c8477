package dev.weft.engine.workflow;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Carries a refusal out of the aggregate. Being thrown, it rolls the unit of work back, and with it the aggregate out of the cache: a fresh one must not
 * stay there after "not found", nor an outdated one. Without stack trace, since stock clients repeat refused joins for ever.
 */
public final class RefusedException extends RuntimeException {
    private static final int DEEPEST_CAUSE = 32;

    private final transient WorkflowRefusal reason;

    RefusedException(WorkflowRefusal reason) {
        super(reason.toString(), null, false, false);
        this.reason = reason;
    }

    public WorkflowRefusal reason() {
        return reason;
    }

    /** The refusal that a failed command carries, be it the failure itself or one of its causes. */
    public static Optional<WorkflowRefusal> reasonIn(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof RefusedException refused) {
                return Optional.of(refused.reason);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
