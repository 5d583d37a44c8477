package dev.weft.engine.join;

import dev.weft.engine.host.Admission;
import dev.weft.engine.workflow.JoinKind;

/** The answer to a {@link JoinRequest}; there is always one, and it is never an exception. */
public sealed interface JoinOutcome {
    /**
     * Welcome.
     *
     * @param admission what {@link dev.weft.engine.host.DocumentHosts#enter} asks for, once the joiner's socket is open
     */
    record Joined(JoinKind kind, Admission admission) implements JoinOutcome {}

    record Refused(JoinRefusal reason) implements JoinOutcome {}
}
