package dev.weft.engine.content.merge;

import dev.weft.crdt.Doc;
import dev.weft.engine.content.WorkflowContent;
import dev.weft.engine.content.document.DocumentHead;
import dev.weft.engine.content.document.DocumentWriter;
import dev.weft.engine.content.draft.Draft;
import java.util.List;

/** Brings a change that was made to a workflow outside of its document into the document, where unsaved work may be. */
public final class Reconciliation {
    private Reconciliation() {}

    /**
     * Merges, in one transaction. What only one side changed comes out right; where both changed the same differently, the document keeps what it has. Nothing that
     * people did to the document is lost unless a conflict says so.
     *
     * @param base what the document was last in step with
     * @param outside what the workflow is now
     * @param head of the workflow now
     * @return what both changed differently; empty if all went well
     * @throws dev.weft.engine.content.draft.UnreadableDocumentException and then nothing has changed
     */
    public static List<MergeConflict> reconcile(
            Doc doc, WorkflowContent base, WorkflowContent outside, DocumentHead head) {
        DraftMerge.Result result = DraftMerge.merge(Draft.of(base), Draft.read(doc), Draft.of(outside));
        doc.transact(_ -> {
            DocumentWriter.write(doc, result.merged());
            head.writeTo(doc);
        });
        return result.conflicts();
    }
}
