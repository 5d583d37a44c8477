package dev.weft.testkit.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.crdt.Doc;
import dev.weft.crdt.DocOptions;
import dev.weft.crdt.UndoManager;
import dev.weft.crdt.UndoOptions;
import dev.weft.crdt.YType;
import dev.weft.testkit.yjs.YjsBridge;
import dev.weft.testkit.yjs.YjsSession;
import dev.weft.testkit.yjs.YjsState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A few of our clients that edit, undo and redo at random and bring each other up to date, and Yjs doing the same afterwards.
 *
 * <p>Compared are the updates that come of every single step of theirs, byte by byte, and every client's document at the end. So it
 * isn't enough for an edit to have the right effect: it must be made of the very structs that Yjs makes.
 */
public final class RandomScript {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Map<String, String> ALL_ROOTS = Map.of(
            "text",
            "text",
            "map",
            "map",
            "array",
            "array",
            "xml",
            "xmlFragment",
            "element",
            "xmlElement",
            "xmltext",
            "xmlText");

    private static final class Client {
        final Doc doc;
        final boolean gc;
        final @Nullable UndoManager undoManager;
        final List<byte[]> updates = new ArrayList<>();

        Client(long clientId, boolean gc, boolean undo, Map<String, String> roots) {
            this.gc = gc;
            this.doc = new Doc(DocOptions.defaults().withClientId(clientId).withGc(gc));
            List<YType> types = roots.entrySet().stream()
                    .map(root -> ScriptEditor.root(doc, root.getKey(), root.getValue()))
                    .toList();
            this.undoManager =
                    undo ? new UndoManager(doc, types, UndoOptions.defaults().withCaptureTimeout(Duration.ZERO)) : null;
            doc.onUpdate((update, origin, transaction) -> updates.add(update.clone()));
        }

        List<byte[]> takeUpdates() {
            List<byte[]> taken = List.copyOf(updates);
            updates.clear();
            return taken;
        }
    }

    private final long seed;
    private final SplittableRandom random;
    private final Map<String, String> roots = new LinkedHashMap<>();
    private final List<Client> clients = new ArrayList<>();
    private final ArrayNode steps = NODES.arrayNode();
    private final List<List<byte[]>> updates = new ArrayList<>();

    /** What the step's document writes afterwards. */
    private final List<byte[]> bytes = new ArrayList<>();

    private RandomScript(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        ALL_ROOTS.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(root -> {
            if (random.nextInt(3) != 0 || root.getKey().equals("text")) {
                roots.put(root.getKey(), root.getValue());
            }
        });
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            clients.add(new Client(clients.size() + 1L, random.nextInt(4) != 0, random.nextInt(2) == 0, roots));
        }
    }

    /** Draws a script, runs it, has Yjs run it, and says what differs; empty if nothing does. */
    public static List<String> differences(long seed, YjsBridge yjs) {
        var script = new RandomScript(seed);
        script.run();
        List<String> differences = script.compare(yjs.ask(script.request()));
        if (differences.isEmpty()) {
            return differences;
        }
        var story = new ArrayList<>(differences);
        story.add(script.firstStepThatDiffers(yjs.ask(script.request().put("trace", true))));
        return story;
    }

    private void run() {
        var editor = new ScriptEditor(random, roots);
        int count = random.nextInt(3, random.nextInt(5) == 0 ? 100 : 30);
        for (int i = 0; i < count; i++) {
            int number = random.nextInt(clients.size());
            Client client = clients.get(number);
            ObjectNode step = steps.addObject().put("client", number);
            if (clients.size() > 1 && random.nextInt(4) == 0) {
                int from = random.nextInt(clients.size());
                step.put("from", from);
                client.doc.applyUpdate(clients.get(from).doc.encodeStateAsUpdate(client.doc.encodeStateVector()));
            } else if (client.undoManager != null && random.nextInt(5) == 0) {
                if (random.nextInt(3) == 0) {
                    step.put("redo", true);
                    client.undoManager.redo();
                } else {
                    step.put("undo", true);
                    client.undoManager.undo();
                }
            } else {
                ArrayNode edits = step.putArray("edits");
                int edited = random.nextInt(4) == 0 ? random.nextInt(2, 7) : 1;
                client.doc.transact(transaction -> {
                    for (int k = 0; k < edited; k++) {
                        edits.add(editor.edit(client.doc));
                    }
                });
            }
            client.doc.checkIntegrity();
            updates.add(client.takeUpdates());
            bytes.add(client.doc.encodeStateAsUpdate());
        }
    }

    private ObjectNode request() {
        ObjectNode request = YjsBridge.request("script");
        ArrayNode descriptions = request.putArray("clients");
        clients.forEach(client -> descriptions
                .addObject()
                .put("clientId", client.doc.clientId())
                .put("gc", client.gc)
                .put("undo", client.undoManager != null));
        ObjectNode kinds = request.putObject("roots");
        roots.forEach(kinds::put);
        request.set("steps", steps);
        return request;
    }

    private List<String> compare(JsonNode result) {
        for (int i = 0; i < steps.size(); i++) {
            List<byte[]> theirs = bytes(result.get("updates").get(i));
            // What comes of a received update may be told as it was received: other bytes than those of Yjs, same
            // meaning.
            if (!steps.get(i).has("from") && !equal(updates.get(i), theirs)) {
                return List.of("seed " + seed + ", update of step " + i + "\n   ours " + hex(updates.get(i))
                        + "\n  their " + hex(theirs));
            }
        }
        var differences = new ArrayList<String>();
        List<YjsState> states = YjsState.listOf(result.get("states"));
        for (int i = 0; i < clients.size(); i++) {
            var session = new YjsSession("script " + seed, "v1", clients.get(i).gc, roots, List.of(), List.of());
            differences.addAll(SessionReplay.differences(session, clients.get(i).doc, states.get(i)));
        }
        return differences;
    }

    private String firstStepThatDiffers(JsonNode result) {
        List<byte[]> theirs = bytes(result.get("bytes"));
        for (int i = 0; i < steps.size(); i++) {
            if (!Arrays.equals(bytes.get(i), theirs.get(i))) {
                return "seed " + seed + ", document after step " + i + "\n   ours "
                        + HexFormat.of().formatHex(bytes.get(i)) + "\n  their "
                        + HexFormat.of().formatHex(theirs.get(i)) + stepsUntil(i);
            }
        }
        return "seed " + seed + ": after no step the documents differ";
    }

    private String stepsUntil(int last) {
        return IntStream.rangeClosed(0, last)
                .mapToObj(step -> "\n  " + step + " " + YjsBridge.toText(steps.get(step)))
                .collect(Collectors.joining());
    }

    private static boolean equal(List<byte[]> ours, List<byte[]> theirs) {
        return Arrays.deepEquals(ours.toArray(), theirs.toArray());
    }

    private static List<byte[]> bytes(JsonNode list) {
        var bytes = new ArrayList<byte[]>();
        for (JsonNode element : list) {
            try {
                bytes.add(element.binaryValue());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return bytes;
    }

    private static List<String> hex(List<byte[]> list) {
        return list.stream().map(HexFormat.of()::formatHex).toList();
    }
}
