package dev.weft.engine.request;

import dev.weft.engine.access.Right;
import dev.weft.engine.content.draft.Draft;
import org.jspecify.annotations.Nullable;

/** What may be asked of one document. */
public sealed interface DocumentRequest {
    /** The right in the workflow's project that this needs, at the time when it is carried out. */
    default Right right() {
        return switch (this) {
            case Save save -> Right.SAVE_WORKFLOW;
            case Reset reset -> Right.SAVE_WORKFLOW;
            case RestoreTo restore -> Right.SAVE_WORKFLOW;
            case ChangeSaved change -> Right.SAVE_WORKFLOW;
            case Edit edit -> Right.EDIT_DOCUMENT;
            case Delete delete -> Right.DELETE_WORKFLOW;
            case Undelete undelete -> Right.DELETE_WORKFLOW;
            case Purge purge -> Right.MANAGE_PROJECT;
        };
    }

    /** Validates the document's content and makes it the next version. Without a change it makes none, so it is harmless to repeat. */
    record Save() implements DocumentRequest {}

    /**
     * Gives the document the content of a version, for everyone, by as few changes as that takes.
     *
     * @param toVersion null for the last
     */
    record Reset(@Nullable Integer toVersion) implements DocumentRequest {}

    /**
     * Gives the document the content it had after an event, for everyone: all roots, by as few changes as that takes. What it says about saving and deletion
     * stays true.
     *
     * @param reversal as {@link dev.weft.engine.replay.History#reversal} prepares it
     */
    record RestoreTo(PreparedReversal reversal) implements DocumentRequest {
        @Override
        public String toString() {
            return "RestoreTo[toSequence=" + reversal.toSequence() + "]";
        }
    }

    /**
     * Edits the document.
     *
     * @param onlyAt refuses the edit unless the document is at this sequence; null for whatever it is at
     */
    record Edit(DocumentEdit edit, @Nullable Long onlyAt) implements DocumentRequest {}

    /**
     * Makes a content from outside, such as one that a tool deploys, the next version, and merges the change into the document: what people have not saved
     * yet stays.
     *
     * @param content in full, as it comes from outside
     * @param source what makes the change
     * @param onlyOver refuses the change unless this is the last version; null for whatever is
     */
    record ChangeSaved(
            Draft content, String source, @Nullable Integer onlyOver) implements DocumentRequest {}

    /** Deletes the workflow, softly. */
    record Delete() implements DocumentRequest {}

    /** Brings a deleted workflow back. */
    record Undelete() implements DocumentRequest {}

    /** Makes a deleted workflow go for good. */
    record Purge() implements DocumentRequest {}
}
