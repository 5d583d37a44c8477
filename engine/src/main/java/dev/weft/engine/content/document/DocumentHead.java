package dev.weft.engine.content.document;

import dev.weft.crdt.Doc;
import dev.weft.crdt.YMap;
import dev.weft.engine.content.Field;
import dev.weft.engine.content.Section;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a document says about the workflow as a whole, for its readers' information: the server never reads it back.
 *
 * @param lockVersion of the last save; 0 before the first
 * @param deletedAt null as long as the workflow isn't deleted
 */
public record DocumentHead(
        UUID workflowId, int lockVersion, @Nullable Instant deletedAt) {
    /** Sets what is otherwise. Call within the transaction of a larger edit, or alone. */
    public void writeTo(Doc doc) {
        YMap workflow = doc.getMap(Section.WORKFLOW.root());
        doc.transact(_ -> {
            MapWriter.set(workflow, Field.ID, workflowId.toString());
            MapWriter.set(workflow, Field.LOCK_VERSION, lockVersion);
            MapWriter.set(workflow, Field.DELETED_AT, deletedAt == null ? null : deletedAt.toString());
        });
    }
}
