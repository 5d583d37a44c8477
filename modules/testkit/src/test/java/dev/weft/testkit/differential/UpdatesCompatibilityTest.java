package dev.weft.testkit.differential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.crdt.update.DecodedUpdate;
import dev.weft.crdt.update.StateVector;
import dev.weft.crdt.update.UpdateFormat;
import dev.weft.crdt.update.Updates;
import dev.weft.testkit.Seeds;
import dev.weft.testkit.yjs.YjsBridge;
import dev.weft.testkit.yjs.YjsSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
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
            byte[] theirs = yjs.askForBytes(merge(some, format));
            if (holdsContentThatAnotherCollected(some, format)) {
                // Yjs's order of the two then hangs on how the JavaScript engine sorts; the documents are the same.
                assertSameDocument(as + "merge of " + some.size(), session, merged, theirs);
            } else {
                assertBytes(as + "merge of " + some.size(), merged, theirs);
            }

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

    /** Whether a unit is collected in one of the updates and still there in another. */
    private static boolean holdsContentThatAnotherCollected(List<byte[]> updates, UpdateFormat format) {
        var collected = new HashSet<DecodedUpdate.Id>();
        var items = new HashSet<DecodedUpdate.Id>();
        for (byte[] update : updates) {
            for (var struct : Updates.decode(update, format).structs()) {
                for (int i = 0; i < struct.length(); i++) {
                    var id = new DecodedUpdate.Id(
                            struct.id().client(), struct.id().clock() + i);
                    switch (struct) {
                        case DecodedUpdate.Gc _ -> collected.add(id);
                        case DecodedUpdate.Item _ -> items.add(id);
                        case DecodedUpdate.Skip _ -> {}
                    }
                }
            }
        }
        return !Collections.disjoint(collected, items);
    }

    private void assertSameDocument(String as, YjsSession session, byte[] ours, byte[] theirs) {
        var fromOurs = yjs.replay(session.withUpdates(List.of(ours)), Set.of(1)).getLast();
        var fromTheirs =
                yjs.replay(session.withUpdates(List.of(theirs)), Set.of(1)).getLast();
        assertThat(fromOurs.roots()).as(as).isEqualTo(fromTheirs.roots());
        assertThat(fromOurs.snapshot()).as(as).isEqualTo(fromTheirs.snapshot());
        assertThat(fromOurs.pending()).as(as).isEqualTo(fromTheirs.pending());
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
