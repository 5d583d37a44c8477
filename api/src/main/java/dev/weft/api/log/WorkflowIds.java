package dev.weft.api.log;

import dev.weft.engine.workflow.WorkflowId;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Reads ids from the command line. */
final class WorkflowIds {
    private WorkflowIds() {}

    /** @throws ParameterException if it is none */
    static WorkflowId parsed(String text, String name, CommandSpec spec) {
        return WorkflowId.parse(text)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), name + " is '" + text + "', expected a UUID of 36 characters"));
    }
}
