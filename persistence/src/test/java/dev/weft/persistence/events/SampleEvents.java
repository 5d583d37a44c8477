package dev.weft.persistence.events;

import dev.weft.engine.workflow.AppendedUpdate;
import dev.weft.engine.workflow.EventMetadata;
import dev.weft.engine.workflow.JoinAction;
import dev.weft.engine.workflow.JoinKind;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.SessionId;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.UpdatesAppended;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowEventType;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowRejoined;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.messaging.MetaData;

/** One event of each type, with every member filled: what the stored samples hold. */
final class SampleEvents {

    static final WorkflowId WORKFLOW = new WorkflowId(UUID.fromString("5a0c8f5e-0d52-4a6f-9d0f-1d8f3c1b7e21"));
    static final ProjectId PROJECT = new ProjectId(UUID.fromString("00000000-0000-4000-8000-000000000001"));
    static final SessionId SESSION = new SessionId("session-1");

    static final MetaData METADATA = MetaData.from(Map.of(EventMetadata.PRINCIPAL, "ada"));

    private SampleEvents() {}

    static Map<WorkflowEventType, Object> all() {
        var samples = new EnumMap<WorkflowEventType, Object>(WorkflowEventType.class);
        for (WorkflowEventType type : WorkflowEventType.values()) {
            samples.put(
                    type,
                    switch (type) {
                        case WORKFLOW_CREATED -> created(WORKFLOW);
                        case WORKFLOW_REJOINED ->
                            new WorkflowRejoined(JoinAction.NEW, JoinKind.EXISTING, new SessionId("session-2"));
                        case UPDATES_APPENDED -> appended(UUID.fromString("0b0e9c53-7f0a-4d0c-8a55-3a9f7a9b1c11"));
                    });
        }
        return samples;
    }

    static WorkflowCreated created(WorkflowId workflowId) {
        return new WorkflowCreated(workflowId, PROJECT, "Nightly import", update(0, 0), 0);
    }

    static UpdatesAppended appended(UUID appendId) {
        return new UpdatesAppended(
                appendId,
                List.of(
                        new AppendedUpdate(update(1, 2, 3), "ada", SESSION, "page", 1_764_000_000_000L),
                        new AppendedUpdate(update(4), "grace", new SessionId("session-2"), null, 1_764_000_000_001L)));
    }

    static UpdateBytes update(int... bytes) {
        byte[] update = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            update[i] = (byte) bytes[i];
        }
        return new UpdateBytes(update);
    }
}
