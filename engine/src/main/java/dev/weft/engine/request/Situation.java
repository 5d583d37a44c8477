package dev.weft.engine.request;

import dev.weft.crdt.Doc;
import dev.weft.engine.content.document.ServerEdit;
import dev.weft.engine.content.draft.Draft;
import dev.weft.engine.workflow.HostEvent;
import dev.weft.engine.workflow.SavedVersion;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowStanding;
import dev.weft.engine.workflow.WorkflowStanding.VersionPlace;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A document and its workflow as they stand at one sequence: what a plan is made from. Methods that read the log throw
 * {@link dev.weft.engine.log.LogUnavailableException} if it can't be read now.
 */
public interface Situation {
    WorkflowId workflowId();

    WorkflowStanding standing();

    /** How many events the document holds; the sequence that a planned event will have. */
    long nextSequence();

    /**
     * What the document holds.
     *
     * @throws dev.weft.engine.content.draft.UnreadableDocumentException if it is not that of a workflow
     */
    Draft draft();

    /** Tries an edit out, in the name of the server: the document itself stays as it is until the update is in the log. */
    <R extends @Nullable Object> ServerEdit.Made<R> edit(Function<Doc, R> edit);

    /** The name that the workflow was created with; reads the log. */
    String firstName();

    /** The content of a version that the standing tells of; reads the log unless it was read before. */
    SavedVersion version(VersionPlace place);

    /** An event that a host appended; reads the log. */
    HostEvent event(long sequence);

    /** Milliseconds since 1970-01-01 UTC. */
    long nowMillis();

    /** Sequence of the last event that the document holds. */
    default long lastSequence() {
        return nextSequence() - 1;
    }

    /** The last version; null if the workflow was never saved. */
    default @Nullable SavedVersion lastVersion() {
        return standing().lastVersion().map(this::version).orElse(null);
    }
}
