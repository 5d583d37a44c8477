package dev.weft.engine.host;

import dev.weft.crdt.Doc;
import dev.weft.crdt.DocOptions;
import dev.weft.engine.content.document.DocumentHead;
import dev.weft.engine.content.document.DocumentWriter;
import dev.weft.engine.log.EventLog;
import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.workflow.SavedVersion;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowStanding.VersionPlace;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The log of a version's room: one event, whose seed is the version's content, and never another. So such a room is a document like any other, only that
 * nothing is written to it. All nodes make the same seed, byte for byte: a client that moves to another meets the document it knows.
 */
final class VersionLog implements EventLog {
    private final EventLog eventLog;
    private final VersionPlace place;

    VersionLog(EventLog eventLog, VersionPlace place) {
        this.eventLog = eventLog;
        this.place = place;
    }

    @Override
    public List<RecordedEvent> read(WorkflowId workflowId, long fromSequence, int limit) {
        if (fromSequence > 0) {
            return List.of();
        }
        SavedVersion version = eventLog.version(workflowId, place);
        WorkflowCreated created =
                (WorkflowCreated) eventLog.event(workflowId, 0).event();
        WorkflowCreated seeded = new WorkflowCreated(
                workflowId,
                created.projectId(),
                version.content().name(),
                seed(workflowId, version),
                version.lockVersion());
        return List.of(new RecordedEvent(0, seeded, Instant.ofEpochMilli(version.savedAtMillis()), Map.of()));
    }

    private static UpdateBytes seed(WorkflowId workflowId, SavedVersion version) {
        long clientId = Integer.toUnsignedLong(31 * workflowId.value().hashCode() + version.lockVersion());
        Doc doc = new Doc(DocOptions.defaults().withClientId(clientId));
        DocumentWriter.replace(
                doc, version.content(), new DocumentHead(workflowId.value(), version.lockVersion(), null));
        return new UpdateBytes(doc.encodeStateAsUpdate());
    }
}
