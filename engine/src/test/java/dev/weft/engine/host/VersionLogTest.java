package dev.weft.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.crdt.Doc;
import dev.weft.engine.content.WorkflowContent;
import dev.weft.engine.content.draft.ContentHash;
import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.workflow.SavedVersion;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowSaved;
import dev.weft.engine.workflow.WorkflowStanding.VersionPlace;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VersionLogTest {
    private final HostHarness harness = new HostHarness();

    @Test
    void aVersionsRoomHoldsItsContentTheSameOnEveryNode() {
        WorkflowContent content = WorkflowContent.empty("Nightly");
        harness.log.append(
                1,
                new WorkflowSaved(
                        new UUID(1, 1), new SavedVersion(1, content, 1_000), List.of(), new UpdateBytes(new byte[] {0, 0
                        })));
        VersionPlace place = new VersionPlace(1, 1, 1_000, ContentHash.of(content));

        WorkflowCreated here = seedOf(place);
        WorkflowCreated elsewhere = seedOf(place);

        assertThat(here).isEqualTo(elsewhere);
        assertThat(here.projectId()).isEqualTo(HostHarness.PROJECT);
        Doc document = new Doc();
        document.applyUpdate(here.seed().bytes());
        assertThat(document.getMap("workflow").get("name")).isEqualTo("Nightly");
        assertThat(document.getMap("workflow").get("lock_version")).isEqualTo(1);
        assertThat(new VersionLog(harness.log, place).read(HostHarness.WORKFLOW, 1, 10))
                .isEmpty();
    }

    private WorkflowCreated seedOf(VersionPlace place) {
        List<RecordedEvent> events = new VersionLog(harness.log, place).read(HostHarness.WORKFLOW, 0, 10);
        assertThat(events).hasSize(1);
        return (WorkflowCreated) events.getFirst().event();
    }
}
