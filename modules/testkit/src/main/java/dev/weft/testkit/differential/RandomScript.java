package dev.weft.testkit.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.crdt.Doc;
import dev.weft.crdt.YArray;
import dev.weft.crdt.YText;
import dev.weft.crdt.YType;
import dev.weft.crdt.update.UpdateFormat;
import dev.weft.crdt.update.Updates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A few of our clients at random: they edit, undo and redo, bring each other up to date, or send each other updates that get
 * lost, arrive twice or in another order; they take snapshots, remember places, load and destroy subdocuments. {@link
 * ScriptComparison} has Yjs do the same afterwards.
 *
 * <p>Each step has random numbers of its own, so that leaving steps out leaves the others much as they were.
 */
final class RandomScript {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Map<String, String> ALL_ROOTS = new LinkedHashMap<>();

    static {
        ALL_ROOTS.put("array", "array");
        ALL_ROOTS.put("element", "xmlElement");
        ALL_ROOTS.put("map", "map");
        ALL_ROOTS.put("text", "text");
        ALL_ROOTS.put("xml", "xmlFragment");
        ALL_ROOTS.put("xmltext", "xmlText");
    }

    /**
     * What one step did.
     *
     * @param request the step, for Yjs
     * @param updates that its client told
     * @param told    what the client's observers were told
     * @param answer  what the step asked for, else JSON's null
     * @param bytes   what the client's document writes afterwards
     */
    record Step(ObjectNode request, List<byte[]> updates, JsonNode told, JsonNode answer, byte[] bytes) {
        /** Whether the client only received what others did. */
        boolean isReceived() {
            return request.has("from") || request.has("deliver");
        }
    }

    final long seed;
    final int length;
    final Map<String, String> roots = new LinkedHashMap<>();
    final List<ScriptClient> clients = new ArrayList<>();
    final List<Step> steps = new ArrayList<>();

    private final SplittableRandom random;
    private final Set<Integer> leftOut;

    /** The script of a seed without some of its steps. */
    RandomScript(long seed, Set<Integer> leftOut) {
        this.seed = seed;
        this.leftOut = Set.copyOf(leftOut);
        random = new SplittableRandom(seed);
        ALL_ROOTS.forEach((name, kind) -> {
            if (random.nextInt(3) != 0 || name.equals("text")) {
                roots.put(name, kind);
            }
        });
        int count = random.nextInt(4) == 0 ? random.nextInt(4, 9) : random.nextInt(1, 4);
        for (int i = 0; i < count; i++) {
            clients.add(new ScriptClient(i + 1L, random.split(), roots));
        }
        length = random.nextInt(3, random.nextInt(5) == 0 ? 100 : 30);
    }

    /** Draws the steps and runs them; once. */
    void run() {
        for (int i = 0; i < length; i++) {
            SplittableRandom ofStep = random.split();
            if (!this.leftOut.contains(i)) {
                run(ofStep);
            }
        }
    }

    private void run(SplittableRandom random) {
        int number = random.nextInt(clients.size());
        ScriptClient client = clients.get(number);
        ObjectNode request = NODES.objectNode().put("client", number);
        JsonNode answer = step(client, request, random);
        client.doc.checkIntegrity();
        List<byte[]> updates = client.takeUpdates();
        var step = new Step(request, updates, client.takeTold(), answer, client.doc.encodeStateAsUpdate());
        if (!step.isReceived() && !updates.isEmpty()) {
            clients.stream().filter(other -> other != client).forEach(other -> other.inbox.add(steps.size()));
        }
        steps.add(step);
    }

    private JsonNode step(ScriptClient client, ObjectNode request, SplittableRandom random) {
        switch (random.nextInt(16)) {
            case 0, 1 -> {
                if (clients.size() > 1) {
                    bringUpToDate(client, request, random);
                    return NODES.nullNode();
                }
            }
            case 2, 3, 4 -> {
                if (!client.inbox.isEmpty()) {
                    deliver(client, request, random);
                    return NODES.nullNode();
                }
            }
            case 5, 6, 7 -> {
                if (client.undoManager != null) {
                    undoOrRedo(client, request, random);
                    return NODES.nullNode();
                }
            }
            case 8 -> {
                if (random.nextInt(2) == 0) {
                    request.put("snapshot", true);
                    return client.takeSnapshot();
                }
                return takePosition(client, request, random);
            }
            case 9 -> {
                List<Doc> subdocs = List.copyOf(client.doc.subdocs());
                if (!subdocs.isEmpty()) {
                    int number = random.nextInt(subdocs.size());
                    boolean load = random.nextInt(2) == 0;
                    request.putObject("subdocument").put("number", number).put("ask", load ? "load" : "destroy");
                    if (load) {
                        subdocs.get(number).load();
                    } else {
                        subdocs.get(number).destroy();
                    }
                    return NODES.nullNode();
                }
            }
            default -> {}
        }
        edit(client, request, random);
        return NODES.nullNode();
    }

    private void edit(ScriptClient client, ObjectNode request, SplittableRandom random) {
        var editor = new ScriptEditor(random, roots);
        ArrayNode edits = request.putArray("edits");
        int edited = random.nextInt(4) == 0 ? random.nextInt(2, 7) : 1;
        client.doc.transact(transaction -> {
            for (int i = 0; i < edited; i++) {
                edits.add(editor.edit(client.doc));
            }
        });
    }

    private void bringUpToDate(ScriptClient client, ObjectNode request, SplittableRandom random) {
        int from = random.nextInt(clients.size());
        request.put("from", from);
        byte[] difference = clients.get(from).doc.encodeStateAsUpdate(client.doc.encodeStateVector());
        client.doc.applyUpdate(difference, "network");
    }

    /** Takes some message from the inbox, not always the oldest, not always out of it, and not always to be read. */
    private void deliver(ScriptClient client, ObjectNode request, SplittableRandom random) {
        ArrayNode numbers = request.putArray("deliver");
        List<byte[]> updates = new ArrayList<>();
        do {
            int index = random.nextInt(3) == 0 ? random.nextInt(client.inbox.size()) : 0;
            int number = client.inbox.get(index);
            if (random.nextInt(10) != 0) {
                client.inbox.remove(index);
            }
            if (random.nextInt(20) != 0 || updates.isEmpty()) {
                numbers.add(number);
                updates.addAll(steps.get(number).updates());
            }
        } while (random.nextInt(6) == 0 && !client.inbox.isEmpty());
        byte[] update = updates.size() == 1 ? updates.getFirst() : Updates.mergeUnjoined(updates, UpdateFormat.V1);
        if (random.nextInt(6) == 0) {
            request.put("format", 2);
            client.doc.applyUpdateV2(Updates.convert(update, UpdateFormat.V1, UpdateFormat.V2), "network");
        } else {
            client.doc.applyUpdate(update, "network");
        }
    }

    private static void undoOrRedo(ScriptClient client, ObjectNode request, SplittableRandom random) {
        switch (random.nextInt(6)) {
            case 0, 1 -> {
                request.put("redo", true);
                client.undoManager.redo();
            }
            case 2 -> {
                request.put("stopCapturing", true);
                client.undoManager.stopCapturing();
            }
            default -> {
                request.put("undo", true);
                client.undoManager.undo();
            }
        }
    }

    private JsonNode takePosition(ScriptClient client, ObjectNode request, SplittableRandom random) {
        ScriptEditor.Place place = new ScriptEditor(random, roots).place(client.doc);
        YType type = place.type();
        int length = type instanceof YText text ? text.length() : type instanceof YArray array ? array.length() : 0;
        int index = random.nextInt(length + 1);
        int assoc = random.nextInt(2) - 1;
        request.putObject("position").put("index", index).put("assoc", assoc).set("path", place.path());
        return client.takePosition(type, index, assoc);
    }
}
