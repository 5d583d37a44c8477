package dev.weft.engine.host;

import dev.weft.crdt.Doc;
import dev.weft.crdt.update.StateVector;
import dev.weft.crdt.update.UpdateFormat;
import dev.weft.crdt.update.Updates;
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

/**
 * A document as its log makes it: the fold of events 0 … {@link #nextSequence()} − 1 and nothing else. Not thread-safe.
 *
 * <p>It is held encoded, as objects, or both. Objects take several times as much memory and are needed only for edits: opened from a checkpoint, or after a
 * {@link #rest()}, the document is bytes, and what joiners ask for is answered from those.
 */
public final class DocumentFold {
    private static final List<Section> MEMBERS = List.of(Section.JOBS, Section.TRIGGERS, Section.EDGES);

    /** What the objects of a workflow take for each byte of its encoded form, roughly. */
    private static final int OBJECT_BYTES_PER_BYTE = 5;

    private static final int OVERHEAD_BYTES = 4 << 10;
    private static final int BYTES_PER_UNUSED_TIME = 1 << 20;

    /** The state vector of an empty document. */
    private static final byte[] KNOWS_NOTHING = {0};

    private final WorkflowId workflowId;

    /** Null while there is only {@link #encoded}. Asked for by {@link #doc()}. */
    private @Nullable Doc doc = new Doc();

    /** The whole document, what waits in it included, if that is known: what it was opened from, or what the last joiner got. */
    private byte @Nullable [] encoded;

    /** Of {@link #encoded} or of {@link #doc}, if that is known. */
    private byte @Nullable [] stateVector;

    private long nextSequence;
    private long updateBytes;
    private @Nullable WorkflowStanding standing;

    /** At least as large as the encoded document: its size when last measured, and all that came since. */
    private long encodedBytesBound;

    private boolean boundIsExact;

    /** Of {@link #restIfUnused} since {@link #doc} was used last. */
    private int unusedTimes;

    private int memberCount;
    private boolean duplicatesSuspected;

    /** One that holds nothing yet. */
    public DocumentFold(WorkflowId workflowId) {
        this.workflowId = workflowId;
    }

    /** Begins with as many events as the newest usable checkpoint holds, if there is one. Call before anything else is folded. */
    void beginWith(DocumentCheckpoints checkpoints) {
        DocumentCheckpoint checkpoint = checkpoints.newest(workflowId).orElse(null);
        if (checkpoint == null) {
            return;
        }
        try {
            Updates.validate(checkpoint.update(), UpdateFormat.V1);
            stateVector = Updates.encodeStateVectorOf(checkpoint.update(), UpdateFormat.V1);
        } catch (RuntimeException e) {
            DocumentCheckpoints.passedOver(workflowId, "its update can't be read: " + e.getMessage());
            return;
        }
        nextSequence = checkpoint.nextSequence();
        updateBytes = checkpoint.updateBytes();
        standing = checkpoint.standing();
        encoded = checkpoint.update();
        doc = null;
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
    public void apply(RecordedEvent recorded) {
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
            stateVector = null;
            encodedBytesBound = 0;
        }
        event.documentUpdates().forEach(this::integrate);
        nextSequence++;
        if (doc != null) {
            learnMemberCount(doc);
        }
    }

    private void learnMemberCount(Doc doc) {
        int before = memberCount;
        memberCount = countMembers(doc);
        duplicatesSuspected |= memberCount > before;
    }

    /** Two who push the same member at once make its list longer than either meant it: much cheaper to see than the ids of all members. */
    private static int countMembers(Doc doc) {
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
            return Duplicates.areIn(doc());
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private void integrate(UpdateBytes update) {
        try {
            doc().applyUpdate(update.bytes());
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "workflow " + workflowId + ": event " + nextSequence + " holds an update that can't be applied", e);
        }
        encoded = null;
        stateVector = null;
        updateBytes += update.lengthBytes();
        encodedBytesBound += update.lengthBytes();
        boundIsExact = false;
    }

    /** The document as objects, made of its bytes if there are only those. */
    private Doc doc() {
        unusedTimes = 0;
        if (doc == null) {
            Doc opened = new Doc();
            opened.applyUpdate(encoded());
            doc = opened;
            learnMemberCount(opened);
        }
        return doc;
    }

    /** Lets the objects go, as nobody is expected to edit for a while. They come back when they are needed. */
    void rest() {
        encoded();
        stateVector();
        doc = null;
    }

    /**
     * {@link #rest() Rests} if the objects haven't been used lately: since the last call, or for more calls the larger the document is, as it then takes longer to
     * come back.
     */
    void restIfUnused() {
        if (doc != null && ++unusedTimes > 1 + encodedBytesBound / BYTES_PER_UNUSED_TIME) {
            rest();
        }
    }

    /** Roughly what the document takes. */
    long memoryBytes() {
        long objects = doc == null ? 0 : OBJECT_BYTES_PER_BYTE * encodedBytesBound;
        return OVERHEAD_BYTES + objects + (encoded == null ? 0 : encoded.length);
    }

    /** How many events were applied. */
    public long nextSequence() {
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
        return doc == null && isNothing(update) || doc().contains(update.bytes());
    }

    private static boolean isNothing(UpdateBytes update) {
        return Updates.isEmpty(update.bytes(), UpdateFormat.V1);
    }

    /** @throws dev.weft.crdt.update.MalformedUpdateException if {@code known} is no state vector */
    byte[] stateAsUpdate(byte[] known) {
        if (Arrays.equals(known, KNOWS_NOTHING)) {
            return encoded();
        }
        return doc == null
                ? Updates.diff(encoded(), StateVector.decode(known), UpdateFormat.V1)
                : doc.encodeStateAsUpdate(known);
    }

    /** The whole document; encoded once for all who ask until it changes. Nobody may change the array. */
    private byte[] encoded() {
        if (encoded == null) {
            encoded = doc().encodeStateAsUpdate();
            encodedBytesBound = encoded.length;
            boundIsExact = true;
        }
        return encoded;
    }

    /** What the document has; encoded once for all who ask until it changes. Nobody may change the array. */
    byte[] stateVector() {
        if (stateVector == null) {
            stateVector = doc().encodeStateVector();
        }
        return stateVector;
    }

    /** How many clients the document knows, those included that are only referred to. */
    int clientCount() {
        return doc().clientCount();
    }

    /** Bytes of structs and deletions that wait for something missing. */
    long pendingBytes() {
        return doc().pendingBytes();
    }

    /** Whether all that the update builds upon is in the document or in the update itself, so that nothing of it would have to wait. */
    boolean hasAllThatIsNeededBy(UpdateBytes update) {
        return Prerequisites.areMet(update.bytes(), StateVector.decode(doc().encodeStateVector()));
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
        return Draft.read(doc());
    }

    /** Tries an edit out; the document stays as it is. */
    <R extends @Nullable Object> ServerEdit.Made<R> tryOut(long clientId, Function<Doc, R> edit) {
        return ServerEdit.make(encoded(), clientId, edit);
    }

    LiveDocument snapshot() {
        return new LiveDocument(standing(), nextSequence, encoded());
    }

    /** What a checkpoint made now holds; at least one event was applied. */
    public DocumentCheckpoint checkpoint() {
        return new DocumentCheckpoint(nextSequence, standing(), updateBytes, encoded());
    }
}
