package dev.weft.engine.content.merge;

import dev.weft.crdt.Doc;
import dev.weft.engine.content.WorkflowContent;
import dev.weft.engine.content.document.DocumentErrors;
import dev.weft.engine.content.document.DocumentHead;
import dev.weft.engine.content.document.DocumentWriter;
import dev.weft.engine.content.draft.Draft;

/** After a save, tells the document what was saved: its version, what the server normalised, and that nothing is wrong any more. */
public final class SaveMergeBack {
    private SaveMergeBack() {}

    /**
     * Writes in one transaction. A value that was saved otherwise than the document had it is set only where the document still has what it had: edits made meanwhile
     * survive.
     *
     * @param judged the draft as it was judged
     * @param saved what was saved of it
     * @param head of the workflow after the save
     * @throws dev.weft.engine.content.draft.UnreadableDocumentException and then nothing has changed
     */
    public static void mergeBack(Doc doc, Draft judged, WorkflowContent saved, DocumentHead head) {
        Draft merged =
                DraftMerge.merge(judged, Draft.read(doc), Draft.of(saved)).merged();
        doc.transact(_ -> {
            DocumentWriter.write(doc, merged);
            head.writeTo(doc);
            DocumentErrors.clear(doc);
        });
    }
}
