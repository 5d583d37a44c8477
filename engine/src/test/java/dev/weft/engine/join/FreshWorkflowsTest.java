package dev.weft.engine.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.crdt.Doc;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowSeed;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FreshWorkflowsTest {
    private static final WorkflowId WORKFLOW = new WorkflowId(UUID.fromString("11111111-0000-4000-8000-000000000001"));

    @Test
    void aSeedHoldsTheScalarsAndNothingElse() {
        WorkflowSeed seed = new FreshWorkflows(new Random(1)).seedOf(WORKFLOW);

        Doc doc = new Doc();
        doc.applyUpdate(seed.update().bytes());

        Map<String, @Nullable Object> expected = new HashMap<>();
        expected.put("id", WORKFLOW.toString());
        expected.put("name", "Untitled workflow");
        expected.put("lock_version", 0);
        expected.put("deleted_at", null);
        expected.put("concurrency", null);
        expected.put("enable_job_logs", true);
        assertThat(doc.getMap("workflow").toJson()).isEqualTo(expected);
        assertThat(doc.rootNames()).containsExactly("workflow");
        assertThat(seed.name()).isEqualTo("Untitled workflow");
    }

    @Test
    void noTwoSeedsShareAClientId() {
        FreshWorkflows seeds = new FreshWorkflows(new Random(1));

        assertThat(seeds.seedOf(WORKFLOW)).isNotEqualTo(seeds.seedOf(WORKFLOW));
    }
}
