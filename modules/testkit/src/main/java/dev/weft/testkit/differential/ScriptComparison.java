package dev.weft.testkit.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.testkit.yjs.YjsBridge;
import dev.weft.testkit.yjs.YjsSession;
import dev.weft.testkit.yjs.YjsState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A {@link RandomScript}, and Yjs doing the same.
 *
 * <p>Compared are, of every single step, the updates byte by byte and what observers were told; and at the end every client's
 * document, snapshots, positions and subdocuments. So it isn't enough for an edit to have the right effect: it must be made of
 * the very structs that Yjs makes.
 */
final class ScriptComparison {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final int FRAMES_SHOWN = 6;

    private final RandomScript script;
    private final YjsBridge yjs;

    private ScriptComparison(long seed, Set<Integer> leftOut, YjsBridge yjs) {
        this.script = new RandomScript(seed, leftOut);
        this.yjs = yjs;
    }

    /** What differs; empty if nothing does. */
    static List<String> differences(long seed, YjsBridge yjs) {
        return new ScriptComparison(seed, Set.of(), yjs).differences();
    }

    /** An exception is a difference, be it ours or that of Yjs. */
    private List<String> differences() {
        try {
            script.run();
            return compare(yjs.ask(request()));
        } catch (RuntimeException | Error e) {
            return List.of(e
                    + Arrays.stream(e.getStackTrace())
                            .limit(FRAMES_SHOWN)
                            .map(frame -> "\n  at " + frame)
                            .collect(Collectors.joining()));
        }
    }

    /** Leaves steps out of a failing script for as long as it fails, and tells the rest. */
    static String minimize(long seed, YjsBridge yjs) {
        int length = new RandomScript(seed, Set.of()).length;
        Set<Integer> leftOut = new TreeSet<>();
        for (int chunk = Math.max(1, length / 2); chunk >= 1; chunk /= 2) {
            for (int from = 0; from < length; from += chunk) {
                var more = new TreeSet<>(leftOut);
                IntStream.range(from, Math.min(length, from + chunk)).forEach(more::add);
                if (more.size() > leftOut.size()
                        && !new ScriptComparison(seed, more, yjs).differences().isEmpty()) {
                    leftOut = more;
                }
            }
        }
        var smallest = new ScriptComparison(seed, leftOut, yjs);
        List<String> differences = smallest.differences();
        return smallest.tell() + "\n" + String.join("\n", differences);
    }

    private ObjectNode request() {
        ObjectNode request = YjsBridge.request("script");
        ArrayNode descriptions = request.putArray("clients");
        script.clients.forEach(client -> descriptions.add(client.description()));
        ObjectNode kinds = request.putObject("roots");
        script.roots.forEach(kinds::put);
        ArrayNode steps = request.putArray("steps");
        script.steps.forEach(step -> steps.add(step.request()));
        return request;
    }

    private List<String> compare(JsonNode result) {
        for (int i = 0; i < script.steps.size(); i++) {
            String difference =
                    compareStep(script.steps.get(i), result.get("steps").get(i));
            if (difference != null) {
                return List.of("step " + i + ", " + difference + "\n" + firstStepThatWritesOtherBytes());
            }
        }
        var differences = new ArrayList<String>();
        for (int i = 0; i < script.clients.size(); i++) {
            compareClient(i, result.get("clients").get(i), differences);
        }
        return differences;
    }

    private static @Nullable String compareStep(RandomScript.Step step, JsonNode theirs) {
        List<byte[]> updates = bytes(theirs.get("updates"));
        // What comes of a received update may be told as it was received: other bytes than those of Yjs, same meaning.
        if (!step.isReceived() && !Arrays.deepEquals(step.updates().toArray(), updates.toArray())) {
            return difference("updates", hex(step.updates()), hex(updates));
        }
        return firstDifference(
                json("told", step.told(), theirs.get("told")), json("answer", step.answer(), theirs.get("answer")));
    }

    private void compareClient(int number, JsonNode theirs, List<String> differences) {
        ScriptClient client = script.clients.get(number);
        var session = new YjsSession(
                "script " + script.seed, "v1", client.doc.gc(), false, script.roots, List.of(), List.of());
        YjsState state =
                YjsState.listOf(NODES.arrayNode().add(theirs.get("state"))).getFirst();
        List<String> ofState = SessionReplay.differences(session, client.doc, state);
        ofState.forEach(difference -> differences.add("client " + number + " " + difference));
        String rest = firstDifference(
                json("positions", client.describePositions(), theirs.get("positions")),
                json("subdocuments", client.describeSubdocuments(), theirs.get("subdocuments")),
                json("snapshots", client.describeSnapshots(), theirs.get("snapshots")));
        if (rest != null) {
            differences.add("client " + number + " " + rest);
        }
    }

    private static @Nullable String json(String what, JsonNode ours, JsonNode theirs) {
        JsonNode our = PlainJson.canonical(ours);
        JsonNode their = PlainJson.canonical(theirs);
        return our.equals(their) ? null : difference(what, YjsBridge.toText(our), YjsBridge.toText(their));
    }

    private static @Nullable String firstDifference(@Nullable String... differences) {
        for (String difference : differences) {
            if (difference != null) {
                return difference;
            }
        }
        return null;
    }

    private static String difference(String what, Object ours, Object theirs) {
        return what + "\n   ours " + ours + "\n  their " + theirs;
    }

    private String firstStepThatWritesOtherBytes() {
        JsonNode steps = yjs.ask(request().put("trace", true)).get("steps");
        for (int i = 0; i < script.steps.size(); i++) {
            byte[] ours = script.steps.get(i).bytes();
            byte[] theirs = binary(steps.get(i).get("bytes"));
            if (!Arrays.equals(ours, theirs)) {
                return difference("document after step " + i, hex(List.of(ours)), hex(List.of(theirs)));
            }
        }
        return "after no step the documents differ";
    }

    private String tell() {
        return "seed " + script.seed + "\n"
                + script.clients.stream()
                        .map(client -> "  " + client.description() + "\n")
                        .collect(Collectors.joining())
                + IntStream.range(0, script.steps.size())
                        .mapToObj(step -> "  " + step + " "
                                + YjsBridge.toText(script.steps.get(step).request()) + " -> "
                                + hex(script.steps.get(step).updates()))
                        .collect(Collectors.joining("\n"));
    }

    private static List<byte[]> bytes(JsonNode list) {
        var bytes = new ArrayList<byte[]>();
        list.forEach(element -> bytes.add(binary(element)));
        return bytes;
    }

    private static byte[] binary(JsonNode text) {
        try {
            return text.binaryValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> hex(List<byte[]> list) {
        return list.stream().map(HexFormat.of()::formatHex).toList();
    }
}
