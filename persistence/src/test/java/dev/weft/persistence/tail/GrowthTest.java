package dev.weft.persistence.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.workflow.WorkflowId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrowthTest {

    @Test
    void otherNodesReadWhatOneWrote() {
        Growth growth = new Growth.OfStreams(Map.of(id(1), 1L, id(2), 260_000L));

        assertThat(Growth.ofPayload(growth.toPayload("here"), "there")).contains(growth);
    }

    @Test
    void nodeTakesNoNoticeOfItself() {
        assertThat(Growth.ofPayload(new Growth.OfMany().toPayload("here"), "here"))
                .isEmpty();
    }

    @Test
    void moreStreamsThanFitAreMany() {
        Map<WorkflowId, Long> lengths = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            lengths.put(id(i), 1L);
        }

        String payload = new Growth.OfStreams(lengths).toPayload("here");

        assertThat(payload).isEqualTo("here *");
        assertThat(Growth.ofPayload(payload, "there")).contains(new Growth.OfMany());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "here",
                "here ",
                "here 5a0c8f5e-0d52-4a6f-9d0f-1d8f3c1b7e21",
                "here 5a0c8f5e-0d52-4a6f-9d0f-1d8f3c1b7e21:",
                "here 5a0c8f5e-0d52-4a6f-9d0f-1d8f3c1b7e21:-1",
                "here 5a0c8f5e-0d52-4a6f-9d0f-1d8f3c1b7e21:9999999999999999999",
                "here 1-1-1-1-1:1"
            })
    void whatCannotBeUnderstoodMayMeanAnything(String payload) {
        assertThat(Growth.ofPayload(payload, "there")).contains(new Growth.OfMany());
    }

    private static WorkflowId id(int number) {
        return new WorkflowId(new UUID(0, number));
    }
}
