package dev.weft.engine.join;

import dev.weft.crdt.Doc;
import dev.weft.crdt.DocOptions;
import dev.weft.crdt.YMap;
import dev.weft.engine.content.WorkflowNames;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowSeed;
import java.util.random.RandomGenerator;

/**
 * Makes the documents of fresh workflows: the scalars of the root {@code workflow}, and nothing in the others. A seed's client id is drawn at random and
 * used for nothing else, so that no browser's clocks can meet its own.
 */
public final class FreshWorkflows implements WorkflowSeeds {
    private static final int NEVER_SAVED = 0;

    private final RandomGenerator random;

    /** @param random safe for use by many threads */
    public FreshWorkflows(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public WorkflowSeed seedOf(WorkflowId workflowId) {
        return seedOf(workflowId, WorkflowNames.UNTITLED);
    }

    /** Seeds that give each workflow this name. */
    public WorkflowSeeds named(String name) {
        return workflowId -> seedOf(workflowId, name);
    }

    private WorkflowSeed seedOf(WorkflowId workflowId, String name) {
        Doc doc = new Doc(DocOptions.defaults().withClientId(Integer.toUnsignedLong(random.nextInt())));
        YMap workflow = doc.getMap("workflow");
        doc.transact(transaction -> {
            workflow.set("id", workflowId.toString());
            workflow.set("name", name);
            workflow.set("lock_version", NEVER_SAVED);
            workflow.set("deleted_at", null);
            workflow.set("concurrency", null);
            workflow.set("enable_job_logs", true);
        });
        return new WorkflowSeed(name, new UpdateBytes(doc.encodeStateAsUpdate()));
    }
}
