package dev.weft.api.serve;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The server refuses to start, for a reason that its operator can mend. */
final class CannotStartException extends RuntimeException {

    private final String remedy;

    CannotStartException(String reason, String remedy) {
        super(reason);
        this.remedy = remedy;
    }

    /** Lets Spring Boot report the reason and the remedy instead of a stack trace. */
    static final class Analyzer extends AbstractFailureAnalyzer<CannotStartException> {
        @Override
        protected @Nullable FailureAnalysis analyze(Throwable rootFailure, CannotStartException cause) {
            return new FailureAnalysis(cause.getMessage(), cause.remedy, cause);
        }
    }
}
