package dev.weft.engine.log;

import dev.weft.engine.workflow.EventOrigin;
import dev.weft.engine.workflow.HostEvent;
import dev.weft.engine.workflow.RefusedException;
import dev.weft.engine.workflow.WorkflowCommand.AppendEvent;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowRefusal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/** Appends through the aggregate: command in, event out. */
public final class AxonEventAppender implements EventAppender {
    private final CommandGateway commandGateway;
    private final Deadlines deadlines;

    /**
     * @param commandGateway of an asynchronous command bus: a dispatch must not wait for the commit
     * @param timeout how long to wait for an outcome before it counts as unknown
     */
    public AxonEventAppender(CommandGateway commandGateway, Duration timeout) {
        this.commandGateway = commandGateway;
        this.deadlines = new Deadlines(timeout);
    }

    @Override
    public CompletionStage<AppendOutcome> append(
            WorkflowId workflowId, long expectedSequence, HostEvent event, EventOrigin origin) {
        // Known by the append's id, the command need not be named beside the event as what caused it.
        CommandMessage<AppendEvent> command = new GenericCommandMessage<>(
                new GenericMessage<>(
                        event.appendId().toString(),
                        new AppendEvent(workflowId, expectedSequence, event),
                        MetaData.from(origin.metadata())),
                AppendEvent.class.getName());
        Supplier<CompletableFuture<Object>> attempt = () -> commandGateway.send(command);
        CompletableFuture<Object> appended = attempt.get()
                .exceptionallyCompose(
                        failure -> isOutdated(failure) ? attempt.get() : CompletableFuture.failedFuture(failure));
        deadlines.watch(appended);
        return appended.handle((sequence, failure) -> outcomeOf(failure));
    }

    /** The host had read what another process wrote, and the cached aggregate hadn't. The refusal threw it out: the next attempt loads it anew. */
    private static boolean isOutdated(Throwable failure) {
        return RefusedException.reasonIn(failure).orElse(null) instanceof WorkflowRefusal.StateOutdated;
    }

    private static AppendOutcome outcomeOf(@Nullable Throwable failure) {
        if (failure == null) {
            return new AppendOutcome.Committed();
        }
        if (LostRace.causedBy(failure)) {
            return new AppendOutcome.Conflict();
        }
        return switch (RefusedException.reasonIn(failure).orElse(null)) {
            case WorkflowRefusal.SequenceTaken taken -> new AppendOutcome.Conflict();
            // The refusal has thrown the outdated aggregate out of the cache, so the same append, sent again, meets a
            // fresh one.
            case WorkflowRefusal.StateOutdated outdated -> new AppendOutcome.Unknown(failure);
            case WorkflowRefusal.NotFound notFound -> new AppendOutcome.Unknown(failure);
            case WorkflowRefusal.VersionNotFound notFound -> new AppendOutcome.Unknown(failure);
            case WorkflowRefusal.OutOfPlace outOfPlace -> new AppendOutcome.Refused(outOfPlace);
            case null -> new AppendOutcome.Unknown(failure);
        };
    }
}
