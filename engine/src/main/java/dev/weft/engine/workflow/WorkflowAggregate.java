package dev.weft.engine.workflow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.weft.engine.workflow.WorkflowCommand.AppendEvent;
import dev.weft.engine.workflow.WorkflowCommand.JoinWorkflow;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** The shell that Axon loads, locks and caches: hands commands to {@link WorkflowDecider} and applies what comes out. Never holds the document. */
@AggregateRoot(type = WorkflowAggregate.TYPE)
public final class WorkflowAggregate {
    /** The aggregate's type in the event store. */
    public static final String TYPE = "Workflow";

    @AggregateIdentifier
    private @Nullable WorkflowId workflowId;

    private final WorkflowState state;

    WorkflowAggregate() {
        state = new WorkflowState();
    }

    private WorkflowAggregate(WorkflowSnapshot snapshot) {
        workflowId = snapshot.workflowId();
        state = new WorkflowState(snapshot);
    }

    /** As it was when the snapshot was taken. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static WorkflowAggregate of(WorkflowSnapshot snapshot) {
        return new WorkflowAggregate(snapshot);
    }

    /** What it is now; once something has happened. */
    @JsonValue
    public WorkflowSnapshot snapshot() {
        return state.snapshot(Objects.requireNonNull(workflowId, "nothing has happened yet"));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Joined handle(JoinWorkflow join) {
        return carryOut(WorkflowDecider.decide(state, join));
    }

    @CommandHandler
    long handle(AppendEvent append) {
        return carryOut(WorkflowDecider.decide(state, append));
    }

    @EventSourcingHandler
    void on(WorkflowEvent event) {
        if (event instanceof WorkflowCreated created) {
            workflowId = created.workflowId();
        }
        state.apply(event);
    }

    private static <R> R carryOut(Decision<R> decision) {
        return switch (decision) {
            case Decision.Accepted<R>(R result, var events) -> {
                events.forEach(AggregateLifecycle::apply);
                yield result;
            }
            case Decision.Refused<R>(WorkflowRefusal reason) -> throw new RefusedException(reason);
        };
    }
}
