package dev.weft.engine.host;

import dev.weft.crdt.Doc;
import dev.weft.crdt.update.StateVector;
import dev.weft.engine.content.Section;
import dev.weft.engine.content.document.Duplicates;
import dev.weft.engine.content.document.ServerEdit;
import dev.weft.engine.content.draft.Draft;
import dev.weft.engine.log.EventLog;
import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowEvent;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowStanding;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A document as its log makes it: the fold of events 0 … {@link #nextSequence()} − 1 and nothing else. Not thread-safe. */
final class DocumentFold {
    private static final List<Section> MEMBERS = List.of(Section.JOBS, Section.TRIGGERS, Section.EDGES);

    /** The state vector of an empty document. */
    private static final byte[] KNOWS_NOTHING = {0};

    private final WorkflowId workflowId;
    private Doc doc = new Doc();

    /** The whole document, encoded, if that is known: what it was opened from, or what the last joiner got. */
    private byte @Nullable [] encoded;

    private long nextSequence;
    private long updateBytes;
    private @Nullable WorkflowStanding standing;

    /** At least as large as the encoded document: its size when last measured, and all that came since. */
    private long encodedBytesBound;

    private boolean boundIsExact;

    private int memberCount;
    private boolean duplicatesSuspected;

    DocumentFold(WorkflowId workflowId) {
        this.workflowId = workflowId;
    }

    /** Begins with as many events as the newest usable checkpoint holds, if there is one. Call before anything else is folded. */
    void beginWith(DocumentCheckpoints checkpoints) {
        DocumentCheckpoint checkpoint = checkpoints.newest(workflowId).orElse(null);
        if (checkpoint == null) {
            return;
        }
        try {
            doc.applyUpdate(checkpoint.update());
        } catch (RuntimeException e) {
            DocumentCheckpoints.passedOver(workflowId, "its update can't be applied: " + e.getMessage());
            doc = new Doc();
            return;
        }
        nextSequence = checkpoint.nextSequence();
        updateBytes = checkpoint.updateBytes();
        standing = checkpoint.standing();
        encoded = checkpoint.update();
        encodedBytesBound = checkpoint.update().length;
        boundIsExact = true;
    }

    /** Folds all that the log holds beyond. */
    void readOn(EventLog eventLog, Consumer<RecordedEvent> onEach) {
        eventLog.forEach(workflowId, nextSequence, Long.MAX_VALUE, recorded -> {
            apply(recorded);
            onEach.accept(recorded);
        });
    }

    /** @throws IllegalStateException if the event isn't the next one, or its updates are malformed */
    void apply(RecordedEvent recorded) {
        if (recorded.sequence() != nextSequence) {
            throw new IllegalStateException("workflow " + workflowId + ": event " + nextSequence
                    + " is next, but event " + recorded.sequence() + " came");
        }
        applyNext(recorded.event(), recorded.metadata());
    }

    /**
     * @param metadata of the event
     * @throws IllegalStateException if the event can't stand at {@link #nextSequence()}, or its updates are malformed
     */
    void applyNext(WorkflowEvent event, Map<String, String> metadata) {
        if (event instanceof WorkflowCreated created && nextSequence == 0) {
            standing = WorkflowStanding.of(created);
        } else if (standing != null) {
            standing = standing.after(nextSequence, event, metadata);
        } else {
            throw new IllegalStateException(
                    "workflow " + workflowId + ": event " + nextSequence + " can't be " + event);
        }
        if (event.emptiesDocument()) {
            doc = new Doc();
            encoded = null;
            encodedBytesBound = 0;
        }
        event.documentUpdates().forEach(this::integrate);
        nextSequence++;
        int before = memberCount;
        memberCount = countMembers();
        duplicatesSuspected |= memberCount > before;
    }

    /** Two who push the same member at once make its list longer than either meant it: much cheaper to see than the ids of all members. */
    private int countMembers() {
        Set<String> roots = doc.rootNames();
        int count = 0;
        for (Section section : MEMBERS) {
            if (roots.contains(section.root())) {
                try {
                    count += doc.getArray(section.root()).length();
                } catch (IllegalStateException e) {
                    // Somebody made it something else than a list: it has no members then.
                }
            }
        }
        return count;
    }

    /** Looks for members with the id of another, even if nothing points to such. */
    void suspectDuplicates() {
        duplicatesSuspected = true;
    }

    /** What removes members that have the id of another, if there may be some and there are. To be asked until it is empty. */
    Optional<byte[]> repair(long clientId) {
        if (!duplicatesSuspected) {
            return Optional.empty();
        }
        duplicatesSuspected = false;
        return hasDuplicates() ? tryOut(clientId, Duplicates::removeFrom).update() : Optional.empty();
    }

    private boolean hasDuplicates() {
        try {
            return Duplicates.areIn(doc);
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private void integrate(UpdateBytes update) {
        encoded = null;
        try {
            doc.applyUpdate(update.bytes());
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "workflow " + workflowId + ": event " + nextSequence + " holds an update that can't be applied", e);
        }
        updateBytes += update.lengthBytes();
        encodedBytesBound += update.lengthBytes();
        boundIsExact = false;
    }

    long nextSequence() {
        return nextSequence;
    }

    /** Of all that was folded. */
    long updateBytes() {
        return updateBytes;
    }

    boolean isCreated() {
        return standing != null;
    }

    /** @throws IllegalStateException if nothing was folded yet */
    WorkflowStanding standing() {
        if (standing == null) {
            throw new IllegalStateException("workflow " + workflowId + " was never created");
        }
        return standing;
    }

    /** Whether every struct and every deletion of the update is in the document already. */
    boolean contains(UpdateBytes update) {
        return doc.contains(update.bytes());
    }

    /** @throws dev.weft.crdt.update.MalformedUpdateException if {@code stateVector} is none */
    byte[] stateAsUpdate(byte[] stateVector) {
        return Arrays.equals(stateVector, KNOWS_NOTHING) ? encoded() : doc.encodeStateAsUpdate(stateVector);
    }

    /** The whole document; encoded once for all who ask until it changes. Nobody may change the array. */
    private byte[] encoded() {
        if (encoded == null) {
            encoded = doc.encodeStateAsUpdate();
            encodedBytesBound = encoded.length;
            boundIsExact = true;
        }
        return encoded;
    }

    byte[] stateVector() {
        return doc.encodeStateVector();
    }

    /** How many clients the document knows, those included that are only referred to. */
    int clientCount() {
        return doc.clientCount();
    }

    /** Bytes of structs and deletions that wait for something missing. */
    long pendingBytes() {
        return doc.pendingBytes();
    }

    /** Whether all that the update builds upon is in the document or in the update itself, so that nothing of it would have to wait. */
    boolean hasAllThatIsNeededBy(UpdateBytes update) {
        return Prerequisites.areMet(update.bytes(), StateVector.decode(doc.encodeStateVector()));
    }

    /** Whether the document, encoded, would stay within {@code maxBytes} if so many were added. Measures only when a cheap bound won't do. */
    boolean hasRoomFor(long addedBytes, long maxBytes) {
        if (encodedBytesBound + addedBytes > maxBytes && !boundIsExact) {
            encoded();
        }
        return encodedBytesBound + addedBytes <= maxBytes;
    }

    /** @throws dev.weft.engine.content.draft.UnreadableDocumentException if the document is not that of a workflow */
    Draft draft() {
        return Draft.read(doc);
    }

    /** Tries an edit out; the document stays as it is. */
    <R extends @Nullable Object> ServerEdit.Made<R> tryOut(long clientId, Function<Doc, R> edit) {
        return ServerEdit.make(encoded(), clientId, edit);
    }

    LiveDocument snapshot() {
        return new LiveDocument(standing(), nextSequence, encoded());
    }

    DocumentCheckpoint checkpoint() {
        return new DocumentCheckpoint(nextSequence, standing(), updateBytes, encoded());
    }
}
