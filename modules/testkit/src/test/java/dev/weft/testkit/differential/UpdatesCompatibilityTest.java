package dev.weft.testkit.differential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.crdt.update.StateVector;
import dev.weft.crdt.update.UpdateFormat;
import dev.weft.crdt.update.Updates;
import dev.weft.testkit.Seeds;
import dev.weft.testkit.yjs.YjsBridge;
import dev.weft.testkit.yjs.YjsSession;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What can be done with updates without a document: ours gives the bytes that Yjs gives. */
class UpdatesCompatibilityTest {
    private final YjsBridge yjs = YjsBridge.shared();

    @Test
    void operationsOnBytesGiveTheBytesOfYjs() {
        for (long seed : Seeds.of("updates", 200)) {
            YjsSession session = yjs.session(seed);
            UpdateFormat format = session.encoding().equals("v2") ? UpdateFormat.V2 : UpdateFormat.V1;
            var random = new SplittableRandom(seed);
            List<byte[]> some = someOf(session.updates(), random);
            if (some.isEmpty()) {
                continue;
            }
            String as = "-Dseed=" + seed + " " + format + ", ";

            byte[] merged = Updates.mergeUnjoined(some, format);
            assertBytes(as + "merge of " + some.size(), merged, yjs.askForBytes(merge(some, format)));

            byte[] stateVector = Updates.encodeStateVectorOf(some.getFirst(), format);
            assertBytes(
                    as + "state vector of a part",
                    stateVector,
                    yjs.askForBytes(on("stateVectorOf", some.getFirst(), format)));
            assertBytes(
                    as + "state vector of all",
                    Updates.encodeStateVectorOf(merged, format),
                    yjs.askForBytes(on("stateVectorOf", merged, format)));

            byte[] difference = Updates.diff(merged, StateVector.decode(stateVector), format);
            assertBytes(
                    as + "difference",
                    difference,
                    yjs.askForBytes(on("diff", merged, format).put("stateVector", stateVector)));

            for (byte[] update : List.of(merged, difference, some.getLast())) {
                UpdateFormat other = format == UpdateFormat.V1 ? UpdateFormat.V2 : UpdateFormat.V1;
                byte[] converted = Updates.convert(update, format, other);
                assertBytes(as + "conversion", converted, yjs.askForBytes(convert(update, format)));
                // Not always what it was: on the way items lose the bit that says that a neighbour knows their key.
                assertBytes(
                        as + "conversion back",
                        Updates.convert(converted, other, format),
                        yjs.askForBytes(convert(converted, other)));
            }
        }
    }

    private static List<byte[]> someOf(List<byte[]> updates, SplittableRandom random) {
        var some = new ArrayList<byte[]>();
        for (byte[] update : updates) {
            if (random.nextInt(3) != 0) {
                some.add(update);
            }
        }
        return some;
    }

    private static ObjectNode merge(List<byte[]> updates, UpdateFormat format) {
        ObjectNode request = YjsBridge.request("merge").put("encoding", encoding(format));
        var list = request.putArray("updates");
        updates.forEach(list::add);
        return request;
    }

    private static ObjectNode convert(byte[] update, UpdateFormat from) {
        return YjsBridge.request("convert").put("from", encoding(from)).put("update", update);
    }

    private static ObjectNode on(String operation, byte[] update, UpdateFormat format) {
        return YjsBridge.request(operation).put("encoding", encoding(format)).put("update", update);
    }

    private static String encoding(UpdateFormat format) {
        return format == UpdateFormat.V1 ? "v1" : "v2";
    }

    private static void assertBytes(String as, byte[] ours, byte[] theirs) {
        assertThat(HexFormat.of().formatHex(ours))
                .as(as)
                .isEqualTo(HexFormat.of().formatHex(theirs));
    }
}
