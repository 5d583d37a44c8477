package dev.weft.testkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.sync.awareness.Awareness;
import dev.weft.sync.awareness.AwarenessChange;
import dev.weft.sync.awareness.AwarenessEntry;
import dev.weft.sync.awareness.AwarenessLimits;
import dev.weft.sync.awareness.AwarenessUpdate;
import dev.weft.testkit.Seeds;
import dev.weft.testkit.yjs.YjsBridge;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Random awareness updates, applied by y-protocols and by ours. */
class AwarenessCompatibilityTest {
    private static final int OWN_CLIENT = 1;
    private static final Instant NOW = Instant.EPOCH;

    /** No {@code 0} or {@code false}: y-protocols takes them in, but tells others that such a client is gone. */
    private static final List<String> STATES = List.of("{}", "{\"a\":1}", "[]", "\"text\"", "7", "null", "null");

    @Test
    void bothAcceptTheSameEntriesAndTellTheSame() throws IOException {
        for (long seed : Seeds.of("awareness", 300)) {
            List<byte[]> updates = randomUpdates(new SplittableRandom(seed));
            JsonNode steps = YjsBridge.shared().ask(request(updates));
            Awareness ours = Awareness.ofClient(OWN_CLIENT, NOW);
            ours.setOwnState("{\"own\":true}", NOW);

            for (int i = 0; i < updates.size(); i++) {
                AwarenessChange change =
                        ours.apply(AwarenessUpdate.decode(updates.get(i), AwarenessLimits.DEFAULT), NOW);

                JsonNode theirs = steps.get(i);
                assertThat(change.clientIds().stream().sorted().toList())
                        .as("-Dseed=%d, clients accepted from update %d", seed, i)
                        .isEqualTo(IntStream.range(0, theirs.get("accepted").size())
                                .mapToObj(k -> theirs.get("accepted").get(k).asLong())
                                .toList());
                assertThat(ours.update(ours.states().keySet().stream().sorted().toList())
                                .encode())
                        .as("-Dseed=%d, all states after update %d", seed, i)
                        .isEqualTo(theirs.get("update").binaryValue());
            }
        }
    }

    private static ObjectNode request(List<byte[]> updates) {
        ObjectNode request = YjsBridge.request("awareness").put("clientId", OWN_CLIENT);
        var list = request.putArray("updates");
        updates.forEach(list::add);
        return request;
    }

    /** Few clients and low clocks, so that they meet. One entry for each client: Yjs would tell of a client twice. */
    private static List<byte[]> randomUpdates(SplittableRandom random) {
        var updates = new ArrayList<byte[]>();
        for (int i = random.nextInt(1, 30); i > 0; i--) {
            List<AwarenessEntry> entries = IntStream.rangeClosed(1, 4)
                    .filter(clientId -> random.nextInt(3) == 0)
                    .mapToObj(clientId ->
                            new AwarenessEntry(clientId, random.nextInt(8), STATES.get(random.nextInt(STATES.size()))))
                    .toList();
            updates.add(new AwarenessUpdate(entries).encode());
        }
        return updates;
    }
}
