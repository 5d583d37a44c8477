package dev.weft.persistence.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.host.NodeAwareness;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.sync.awareness.AwarenessEntry;
import dev.weft.sync.awareness.AwarenessUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwarenessPartsTest {

    private final WorkflowId workflow = new WorkflowId(UUID.randomUUID());
    private final List<AwarenessUpdate> told = new ArrayList<>();
    private final List<WorkflowId> asked = new ArrayList<>();
    private final AwarenessParts parts = new AwarenessParts("here", new NodeAwareness() {
        @Override
        public void told(WorkflowId workflowId, AwarenessUpdate update) {
            told.add(update);
        }

        @Override
        public void asked(WorkflowId workflowId) {
            asked.add(workflowId);
        }
    });

    @Test
    void updateArrivesAsItWasToldWhateverItsSize() {
        for (int length : new int[] {1, 5_000, 5_840, 5_850, 5_860, 40_000}) {
            AwarenessUpdate update = state(length);
            List<String> payloads = AwarenessParts.of("there", workflow, length, update);
            assertThat(payloads).allMatch(payload -> payload.length() < 8_000);

            payloads.forEach(parts);

            assertThat(told.removeLast()).isEqualTo(update);
        }
    }

    @Test
    void ownUpdatesComeBackToNobody() {
        AwarenessParts.of("here", workflow, 1, state(10)).forEach(parts);

        assertThat(told).isEmpty();
    }

    @Test
    void updateWhosePartsAreMissingIsDropped() {
        List<String> first = AwarenessParts.of("there", workflow, 1, state(20_000));
        List<String> second = AwarenessParts.of("there", workflow, 2, state(20_000));

        parts.accept(first.get(0));
        parts.accept(second.get(1));
        parts.accept(second.get(2));
        assertThat(told).isEmpty();

        second.forEach(parts);
        assertThat(told).containsExactly(state(20_000));
    }

    @Test
    void partsOfSeveralNodesMayCross() {
        List<String> one = AwarenessParts.of("one", workflow, 1, state(10_000));
        List<String> other = AwarenessParts.of("other", workflow, 1, state(12_000));
        for (int part = 0; part < one.size(); part++) {
            parts.accept(one.get(part));
            parts.accept(other.get(part));
        }
        other.stream().skip(one.size()).forEach(parts);

        assertThat(told).containsExactlyInAnyOrder(state(10_000), state(12_000));
    }

    @Test
    void questionsArePassedOn() {
        parts.accept(AwarenessParts.question("there", workflow));
        parts.accept(AwarenessParts.question("here", workflow));

        assertThat(asked).containsExactly(workflow);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "there",
                "there not-an-id 1/0/1 AA==",
                "there 5a0c8f5e-0d52-4a6f-9d0f-1d8f3c1b7e21 1/0 AA==",
                "there 5a0c8f5e-0d52-4a6f-9d0f-1d8f3c1b7e21 1/x/1 AA==",
                "there 5a0c8f5e-0d52-4a6f-9d0f-1d8f3c1b7e21 1/0/1 !",
                "there 5a0c8f5e-0d52-4a6f-9d0f-1d8f3c1b7e21 1/0/1 /w=="
            })
    void whatCannotBeReadIsPassedOver(String payload) {
        parts.accept(payload);

        assertThat(told).isEmpty();
    }

    private static AwarenessUpdate state(int length) {
        return new AwarenessUpdate(List.of(new AwarenessEntry(7, 1, "\"" + "x".repeat(length) + "\"")));
    }
}
