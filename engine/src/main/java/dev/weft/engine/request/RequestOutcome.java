package dev.weft.engine.request;

import dev.weft.engine.content.merge.MergeConflict;
import dev.weft.engine.workflow.HostEvent;
import dev.weft.engine.workflow.SavedVersion;
import dev.weft.engine.workflow.UpdatesAppended;
import dev.weft.engine.workflow.WorkflowDeleted;
import dev.weft.engine.workflow.WorkflowPurged;
import dev.weft.engine.workflow.WorkflowReconciled;
import dev.weft.engine.workflow.WorkflowReset;
import dev.weft.engine.workflow.WorkflowRestored;
import dev.weft.engine.workflow.WorkflowSaved;
import dev.weft.engine.workflow.WorkflowStanding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to a {@link DocumentRequest}; there is always one, and it is never an exception. */
public sealed interface RequestOutcome {
    /** The request is carried out, or there was nothing to do. */
    sealed interface Done extends RequestOutcome {
        /** Sequence of the last event that this answer knows of. Whoever reads the workflow up to there sees what was done. */
        long sequence();

        /**
         * What an event did.
         *
         * @param sequence of the event
         * @param standing of the workflow, with the event or before
         */
        static Done by(HostEvent event, long sequence, WorkflowStanding standing) {
            return switch (event) {
                case UpdatesAppended appended -> new Edited(sequence);
                case WorkflowSaved saved -> new Saved(sequence, saved.version(), true);
                case WorkflowReset reset -> new Reset(sequence, standing.lockVersion(), sequence - 1);
                case WorkflowReconciled reconciled ->
                    new SavedChanged(sequence, reconciled.version(), reconciled.conflicts());
                case WorkflowDeleted deleted -> new Deleted(sequence);
                case WorkflowRestored restored -> new Undeleted(sequence, restored.version());
                case WorkflowPurged purged -> new Purged(sequence);
            };
        }
    }

    /**
     * @param version the last, made by this save or equal to what it would have made
     * @param changed whether this save made it
     */
    record Saved(long sequence, SavedVersion version, boolean changed) implements Done {}

    /**
     * @param lockVersion the last version
     * @param before sequence of the event after which the document was as before the reset
     */
    record Reset(long sequence, int lockVersion, long before) implements Done {}

    /** The document is edited. */
    record Edited(long sequence) implements Done {}

    /**
     * @param version the last, made by this change or equal to what it would have made
     * @param conflicts where the document keeps something else
     */
    record SavedChanged(long sequence, SavedVersion version, List<MergeConflict> conflicts) implements Done {
        public SavedChanged {
            conflicts = List.copyOf(conflicts);
        }
    }

    record Deleted(long sequence) implements Done {}

    /** @param version what is saved now; null if the workflow was never saved */
    record Undeleted(long sequence, @Nullable SavedVersion version) implements Done {}

    record Purged(long sequence) implements Done {}

    record Refused(RequestRefusal reason) implements RequestOutcome {}
}
