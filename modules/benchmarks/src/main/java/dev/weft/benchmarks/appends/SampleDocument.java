package dev.weft.benchmarks.appends;

import dev.weft.engine.workflow.AppendedUpdate;
import dev.weft.engine.workflow.EventMetadata;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.SessionId;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.UpdatesAppended;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;

/** The events of one workflow that is typed into: random bytes for updates, and metadata as a server writes them. Used by one thread. */
final class SampleDocument {

    private final WorkflowId workflowId = new WorkflowId(UUID.randomUUID());
    private final SessionId session = new SessionId(UUID.randomUUID().toString());
    private final int updateBytes;
    private final int updatesPerEvent;
    private long sequence;

    SampleDocument(int updateBytes, int updatesPerEvent) {
        this.updateBytes = updateBytes;
        this.updatesPerEvent = updatesPerEvent;
    }

    DomainEventMessage<?> created() {
        ProjectId project = new ProjectId(UUID.randomUUID());
        return message(new WorkflowCreated(workflowId, project, "sample", randomBytes(), 0), UUID.randomUUID());
    }

    DomainEventMessage<?> edited() {
        UUID appendId = UUID.randomUUID();
        List<AppendedUpdate> updates = new ArrayList<>(updatesPerEvent);
        for (int i = 0; i < updatesPerEvent; i++) {
            updates.add(new AppendedUpdate(randomBytes(), "guest", session, null, System.currentTimeMillis()));
        }
        return message(new UpdatesAppended(appendId, updates), appendId);
    }

    private DomainEventMessage<?> message(Object event, UUID cause) {
        MetaData metadata = MetaData.from(Map.of(
                EventMetadata.PRINCIPAL, "guest",
                EventMetadata.SESSION, session.value(),
                EventMetadata.CORRELATION_ID, cause.toString(),
                EventMetadata.CAUSATION_ID, cause.toString()));
        return new GenericDomainEventMessage<>("Workflow", workflowId.toString(), sequence++, event, metadata);
    }

    private UpdateBytes randomBytes() {
        byte[] bytes = new byte[updateBytes];
        ThreadLocalRandom.current().nextBytes(bytes);
        return new UpdateBytes(bytes);
    }
}
