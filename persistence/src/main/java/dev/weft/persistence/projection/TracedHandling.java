package dev.weft.persistence.projection;

import dev.weft.engine.trace.Trace;
import dev.weft.engine.workflow.EventMetadata;
import dev.weft.engine.workflow.SelfTold;
import dev.weft.engine.workflow.WorkflowEvent;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Handles each event for the trace that led to it, so that the log lines of a projection belong to those of the frame. */
final class TracedHandling implements MessageHandlerInterceptor<EventMessage<?>> {

    private static final Logger log = LoggerFactory.getLogger(TracedHandling.class);

    private final String projection;

    TracedHandling(String projection) {
        this.projection = projection;
    }

    @Override
    public Object handle(UnitOfWork<? extends EventMessage<?>> unitOfWork, InterceptorChain chain) throws Exception {
        EventMessage<?> event = unitOfWork.getMessage();
        try (Trace.Scope _ = Trace.enter(traceOf(event))) {
            if (event instanceof DomainEventMessage<?> placed) {
                log.debug(
                        "workflow {}: {} come to event {}",
                        placed.getAggregateIdentifier(),
                        projection,
                        placed.getSequenceNumber());
            }
            return chain.proceed();
        }
    }

    private static @Nullable String traceOf(EventMessage<?> event) {
        try {
            Object stored = event.getMetaData().get(EventMetadata.TRACE_ID);
            if (stored == null && event.getPayload() instanceof WorkflowEvent told) {
                return SelfTold.by(told).get(EventMetadata.TRACE_ID);
            }
            return (String) stored;
        } catch (RuntimeException e) {
            return null; // what can't be read is the handler's to judge
        }
    }
}
