package dev.weft.crdt.update;

import static dev.weft.crdt.update.UpdateFormat.V1;
import static dev.weft.crdt.update.UpdateFormat.V2;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Operations on the updates of a recorded editing trace. */
class UpdatesTraceTest {
    private final RecordedTrace trace = RecordedTrace.clownschool();

    @Test
    void statesConvertIntoEachOther() {
        assertThat(Updates.convert(trace.state(V1), V1, V2)).isEqualTo(trace.state(V2));
        assertThat(Updates.convert(trace.state(V2), V2, V1)).isEqualTo(trace.state(V1));
    }

    @Test
    void mergedUpdatesKnowWhatTheStateKnows() {
        byte[] merged = Updates.merge(trace.updates(), V1);

        assertThat(Updates.stateVectorOf(merged, V1)).isEqualTo(Updates.stateVectorOf(trace.state(V1), V1));
        assertThat(Updates.decode(merged, V1).deletions())
                .isEqualTo(Updates.decode(trace.state(V1), V1).deletions());
    }

    @Test
    void joiningMakesAFractionOfTheStructsAndTheBytes() {
        byte[] joined = Updates.merge(trace.updates(), V1);
        byte[] unjoined = Updates.mergeUnjoined(trace.updates(), V1);

        assertThat(joined.length).isLessThan(unjoined.length / 3);
        assertThat(Updates.equal(joined, V1, unjoined, V1)).isTrue();
    }

    @Test
    void theOrderOfUpdatesAndTheWayTheyAreBatchedDontMatter() {
        List<byte[]> updates = trace.updates();
        byte[] merged = Updates.merge(updates, V1);
        List<byte[]> shuffled = new ArrayList<>(updates);
        Collections.shuffle(shuffled, SeededRandom.create());
        List<byte[]> batches = new ArrayList<>();
        for (int i = 0; i < shuffled.size(); i += 1_000) {
            batches.add(Updates.merge(shuffled.subList(i, Math.min(i + 1_000, shuffled.size())), V1));
        }

        assertThat(Updates.merge(batches, V1)).isEqualTo(merged);
    }

    @Test
    void aDifferenceAddsUpWithWhatIsKnown() {
        List<byte[]> updates = trace.updates();
        byte[] all = Updates.merge(updates, V1);
        byte[] first = Updates.merge(updates.subList(0, updates.size() / 2), V1);

        byte[] difference = Updates.diff(all, Updates.stateVectorOf(first, V1), V1);

        assertThat(difference.length).isLessThan(all.length);
        assertThat(Updates.merge(List.of(difference, first), V1)).isEqualTo(all);
    }
}
