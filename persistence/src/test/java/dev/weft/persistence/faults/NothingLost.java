package dev.weft.persistence.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.crdt.Doc;
import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.persistence.events.ChainVerifier;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What has to be true after each fault, once all typists have stopped. */
final class NothingLost {

    private NothingLost() {}

    /**
     * Whatever anybody was told to be durable is in the log; so is whatever anybody saw of somebody else; nothing was refused; streams have neither gaps nor
     * breaks in their chains; all nodes have the same documents, byte for byte, and these are the fold of the log.
     *
     * @param database as the nodes have it, or any other way to it
     */
    static void assertIn(WeftDatabase database, List<Node> nodes, Collection<Typist> typists) {
        typists.stream()
                .collect(Collectors.groupingBy(typist -> typist.workflowId))
                .forEach((workflowId, its) -> assertIn(database, nodes, workflowId, its));
    }

    private static void assertIn(WeftDatabase database, List<Node> nodes, WorkflowId workflowId, List<Typist> typists) {
        List<RecordedEvent> events = nodes.getFirst().engine.eventLog().read(workflowId, 0, Integer.MAX_VALUE);
        for (int sequence = 0; sequence < events.size(); sequence++) {
            assertThat(events.get(sequence).sequence()).as("no gap").isEqualTo(sequence);
        }
        Doc logged = new Doc();
        for (RecordedEvent event : events) {
            event.event().documentUpdates().forEach(update -> logged.applyUpdate(update.bytes()));
        }
        for (Typist typist : typists) {
            assertThat(typist.refusals()).isEmpty();
            assertThat(typist.acknowledged()).as("durable, as was told").allMatch(update -> contains(logged, update));
            assertThat(typist.seen()).as("seen, so durable").allMatch(update -> contains(logged, update));
        }
        assertThat(new ChainVerifier(database.dataSource()).verify(workflowId))
                .isInstanceOfSatisfying(
                        ChainVerifier.Finding.Intact.class,
                        intact -> assertThat(intact.events()).isEqualTo(events.size()));
        byte[] expected = null;
        for (Node node : nodes) {
            byte[] document = node.engine
                    .hosts()
                    .read(workflowId, events.size() - 1L)
                    .join()
                    .orElseThrow()
                    .update();
            Doc read = new Doc();
            read.applyUpdate(document);
            assertThat(read.toJson()).as("the fold of the log").isEqualTo(logged.toJson());
            expected = expected == null ? document : expected;
            assertThat(document).as("the same on all nodes").isEqualTo(expected);
        }
    }

    private static boolean contains(Doc logged, UpdateBytes update) {
        return logged.contains(update.bytes());
    }
}
