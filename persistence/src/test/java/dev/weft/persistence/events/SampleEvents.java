package dev.weft.persistence.events;

import dev.weft.engine.content.ConditionType;
import dev.weft.engine.content.Edge;
import dev.weft.engine.content.Job;
import dev.weft.engine.content.KafkaConfiguration;
import dev.weft.engine.content.Position;
import dev.weft.engine.content.Section;
import dev.weft.engine.content.Trigger;
import dev.weft.engine.content.TriggerType;
import dev.weft.engine.content.WebhookReply;
import dev.weft.engine.content.WebhookResponseConfig;
import dev.weft.engine.content.WorkflowContent;
import dev.weft.engine.content.merge.MergeConflict;
import dev.weft.engine.workflow.AppendedUpdate;
import dev.weft.engine.workflow.EventMetadata;
import dev.weft.engine.workflow.JoinAction;
import dev.weft.engine.workflow.JoinKind;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.SavedVersion;
import dev.weft.engine.workflow.SessionId;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.UpdatesAppended;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowDeleted;
import dev.weft.engine.workflow.WorkflowEventType;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowPurged;
import dev.weft.engine.workflow.WorkflowReconciled;
import dev.weft.engine.workflow.WorkflowRejoined;
import dev.weft.engine.workflow.WorkflowReset;
import dev.weft.engine.workflow.WorkflowRestored;
import dev.weft.engine.workflow.WorkflowSaved;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.axonframework.messaging.MetaData;

/** One event of each type, with every member filled: what the stored samples hold. */
public final class SampleEvents {

    static final WorkflowId WORKFLOW = new WorkflowId(UUID.fromString("5a0c8f5e-0d52-4a6f-9d0f-1d8f3c1b7e21"));
    static final ProjectId PROJECT = new ProjectId(UUID.fromString("00000000-0000-4000-8000-000000000001"));
    static final SessionId SESSION = new SessionId("session-1");

    static final MetaData METADATA = MetaData.from(Map.of(EventMetadata.PRINCIPAL, "ada"));

    private static final UUID APPEND = UUID.fromString("0b0e9c53-7f0a-4d0c-8a55-3a9f7a9b1c11");
    private static final UUID JOB = UUID.fromString("7d2f3a10-0000-4000-8000-000000000001");
    private static final UUID TRIGGER = UUID.fromString("7d2f3a10-0000-4000-8000-000000000002");
    private static final UUID EDGE = UUID.fromString("7d2f3a10-0000-4000-8000-000000000003");
    private static final SavedVersion VERSION = new SavedVersion(4, content(), 1_764_000_000_000L);

    private SampleEvents() {}

    private static WorkflowContent content() {
        UUID credential = UUID.fromString("7d2f3a10-0000-4000-8000-000000000004");
        return new WorkflowContent(
                "Nightly import",
                2,
                true,
                List.of(new Job(JOB, "Fetch", "fn(state => state);", Job.DEFAULT_ADAPTOR, credential, credential)),
                List.of(new Trigger(
                        TRIGGER,
                        TriggerType.WEBHOOK,
                        true,
                        "from the clinic",
                        "nightly",
                        "0 0 * * *",
                        JOB,
                        WebhookReply.AFTER_COMPLETION,
                        new WebhookResponseConfig(201, 500),
                        new KafkaConfiguration("h:1", "t", "g", 30, "latest", true, "plain", "u", "p"))),
                List.of(new Edge(EDGE, JOB, TRIGGER, JOB, ConditionType.JS_EXPRESSION, "state.ok", "if ok", true)),
                new TreeMap<>(Map.of(JOB, new Position(10, 20.5))));
    }

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
                        case WORKFLOW_SAVED ->
                            new WorkflowSaved(
                                    APPEND, VERSION, List.of("jobs[" + JOB + "].name", "concurrency"), update(5));
                        case WORKFLOW_RESET -> new WorkflowReset(APPEND, 3, null, update(6));
                        case WORKFLOW_RECONCILED ->
                            new WorkflowReconciled(
                                    APPEND,
                                    VERSION,
                                    "deploy",
                                    List.of(
                                            new MergeConflict(Section.WORKFLOW, -1, null, "concurrency", null, 2, 3),
                                            new MergeConflict(
                                                    Section.JOBS, 0, JOB.toString(), "body", 7, "a();", null)),
                                    update(7));
                        case WORKFLOW_DELETED ->
                            new WorkflowDeleted(APPEND, "Nightly import_del", 1_764_000_000_000L, update(8));
                        case WORKFLOW_RESTORED -> new WorkflowRestored(APPEND, VERSION, update(9));
                        case WORKFLOW_PURGED -> new WorkflowPurged(APPEND);
                    });
        }
        return samples;
    }

    public static WorkflowCreated created(WorkflowId workflowId) {
        return new WorkflowCreated(workflowId, PROJECT, "Nightly import", update(0, 0), 0);
    }

    public static UpdatesAppended appended(UUID appendId) {
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
