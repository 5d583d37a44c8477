package dev.weft.engine.workflow;

import java.util.List;

/** What a command leads to. */
sealed interface Decision<R> {
    /**
     * @param result the answer to whoever asked
     * @param events perhaps none
     */
    record Accepted<R>(R result, List<WorkflowEvent> events) implements Decision<R> {}

    record Refused<R>(WorkflowRefusal reason) implements Decision<R> {}
}
