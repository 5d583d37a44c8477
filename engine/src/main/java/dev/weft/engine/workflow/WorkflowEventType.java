package dev.weft.engine.workflow;

import java.util.Optional;

/**
 * The stored name and revision of each event: the one table that writers and readers of the log share.
 *
 * <p>A name, once stored, keeps its meaning for ever.
 */
public enum WorkflowEventType {
    WORKFLOW_CREATED("workflow-created", 1, WorkflowCreated.class),
    WORKFLOW_REJOINED("workflow-rejoined", 1, WorkflowRejoined.class),
    UPDATES_APPENDED("updates-appended", 1, UpdatesAppended.class),
    WORKFLOW_SAVED("workflow-saved", 1, WorkflowSaved.class),
    WORKFLOW_RESET("workflow-reset", 1, WorkflowReset.class),
    WORKFLOW_RECONCILED("workflow-reconciled", 1, WorkflowReconciled.class),
    WORKFLOW_DELETED("workflow-deleted", 1, WorkflowDeleted.class),
    WORKFLOW_RESTORED("workflow-restored", 1, WorkflowRestored.class),
    WORKFLOW_PURGED("workflow-purged", 1, WorkflowPurged.class);

    private final String storedName;
    private final int revision;
    private final Class<? extends WorkflowEvent> eventClass;

    WorkflowEventType(String storedName, int revision, Class<? extends WorkflowEvent> eventClass) {
        this.storedName = storedName;
        this.revision = revision;
        this.eventClass = eventClass;
    }

    public String storedName() {
        return storedName;
    }

    /** The revision written today; older ones are upcast when read. */
    public int revision() {
        return revision;
    }

    public Class<? extends WorkflowEvent> eventClass() {
        return eventClass;
    }

    public static WorkflowEventType of(WorkflowEvent event) {
        return switch (event) {
            case WorkflowCreated created -> WORKFLOW_CREATED;
            case WorkflowRejoined rejoined -> WORKFLOW_REJOINED;
            case UpdatesAppended appended -> UPDATES_APPENDED;
            case WorkflowSaved saved -> WORKFLOW_SAVED;
            case WorkflowReset reset -> WORKFLOW_RESET;
            case WorkflowReconciled reconciled -> WORKFLOW_RECONCILED;
            case WorkflowDeleted deleted -> WORKFLOW_DELETED;
            case WorkflowRestored restored -> WORKFLOW_RESTORED;
            case WorkflowPurged purged -> WORKFLOW_PURGED;
        };
    }

    public static Optional<WorkflowEventType> ofClass(Class<?> eventClass) {
        for (WorkflowEventType type : values()) {
            if (type.eventClass == eventClass) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    public static Optional<WorkflowEventType> ofStoredName(String storedName) {
        for (WorkflowEventType type : values()) {
            if (type.storedName.equals(storedName)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
