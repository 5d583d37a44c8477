package dev.weft.benchmarks;

import dev.weft.benchmarks.PeerComparison.Result;
import dev.weft.crdt.Doc;
import dev.weft.crdt.DocOptions;
import dev.weft.crdt.YArray;
import dev.weft.crdt.YMap;
import dev.weft.crdt.YText;
import dev.weft.crdt.update.UpdateFormat;
import dev.weft.crdt.update.Updates;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The works of the comparison, done by our library; {@code peers.mjs} does the same under the same names. */
final class Works {
    private static final int LAST_EDITS = 10;
    private static final int BATCH = 100;
    private static final int MANY = 16_000;
    private static final int AUTHORS = 1_540;
    private static final int COPIES = 100;
    private static final int NODES = 20;

    private final Path workFolder;
    private final boolean large;
    private final Trace paper = Trace.of("automerge-paper");
    private final Trace node = Trace.of("node_nodecc");
    private final byte[] workflow = Trace.of("workflow2000").stateV1();
    private final List<byte[]> paperUpdates = paper.updates();

    /**
     * @param workFolder for documents that the peers are to read
     * @param large whether a document of 33 MB takes part
     */
    Works(Path workFolder, boolean large) {
        this.workFolder = workFolder;
        this.large = large;
    }

    /** Makes the documents that are in no trace. */
    void writeInputsOfPeers() throws IOException {
        Files.write(workFolder.resolve("workflow20.bin"), smallWorkflow());
        Files.write(workFolder.resolve("paper-but-10.sv"), allButTheLastEdits());
        Trace.writeUpdates(workFolder.resolve("clients.updates.bin.gz"), updatesOfManyAuthors());
        if (large) {
            Files.write(workFolder.resolve("paper-x100.bin"), paperTypedAgainAndAgain());
        }
    }

    Map<String, Result> run() {
        var results = new Results();
        byte[] paperV1 = paper.stateV1();
        byte[] paperV2 = paper.stateV2();
        byte[] nodeV1 = node.stateV1();
        byte[] nodeV2 = node.stateV2();
        results.put("memory of a loaded automerge-paper", memoryOf(paperV1, 20));
        results.put("memory of a loaded workflow2000", memoryOf(workflow, 5));

        results.time("load automerge-paper, format 1", () -> load(paperV1));
        results.time("load automerge-paper, format 2", () -> loadV2(paperV2));
        results.time("load node_nodecc, format 1", () -> load(nodeV1));
        results.time("load node_nodecc, format 2", () -> loadV2(nodeV2));
        results.time("load workflow2000", () -> load(workflow));
        Doc loadedWorkflow = load(workflow);
        YMap root = loadedWorkflow.getMap("workflow");
        results.time("toJSON of workflow2000", root::toJson);
        byte[] small = smallWorkflow();
        results.time("open a document of 20 nodes", () -> load(small));

        Doc document = load(paperV1);
        byte[] stateVector = allButTheLastEdits();
        results.time("encode automerge-paper, format 1", document::encodeStateAsUpdate);
        results.time("encode automerge-paper, format 2", document::encodeStateAsUpdateV2);
        results.time("difference to all but the last 10 edits", () -> document.encodeStateAsUpdate(stateVector));

        results.time("apply automerge-paper, 259,778 updates one by one", () -> applyAll(new Doc(), paperUpdates));
        results.time("the same with an update listener", () -> {
            var doc = new Doc();
            long[] bytes = {0};
            doc.onUpdate((update, origin, transaction) -> bytes[0] += update.length);
            return applyAll(doc, paperUpdates);
        });
        List<byte[]> nodeUpdates = node.updates();
        results.time("apply node_nodecc, 955 updates of 204 authors", () -> applyAll(new Doc(), nodeUpdates));
        List<byte[]> ofManyAuthors = updatesOfManyAuthors();
        results.time("1,540 clients, one update each", () -> applyAll(new Doc(), ofManyAuthors));
        List<Trace.Edit> edits = paper.edits();
        results.time("type automerge-paper, an update made for each edit", () -> type(edits));
        if (large) {
            byte[] typedAgain = paperTypedAgainAndAgain();
            results.time("load 100 × automerge-paper in one document", () -> load(typedAgain));
        }
        runOnBytes(results);
        return results.byWork;
    }

    private void runOnBytes(Results results) {
        List<List<byte[]>> batches = new ArrayList<>();
        for (int i = 0; i < paperUpdates.size(); i += BATCH) {
            batches.add(paperUpdates.subList(i, Math.min(i + BATCH, paperUpdates.size())));
        }
        results.time("merge 2,598 batches of 100 updates", () -> {
            int bytes = 0;
            for (List<byte[]> batch : batches) {
                bytes += Updates.merge(batch, UpdateFormat.V1).length;
            }
            return bytes;
        });
        results.time(
                "merge 16,000 updates at once", () -> Updates.merge(paperUpdates.subList(0, MANY), UpdateFormat.V1));
        results.time("state vector of each of 259,778 updates", () -> {
            int bytes = 0;
            for (byte[] update : paperUpdates) {
                bytes += Updates.encodeStateVectorOf(update, UpdateFormat.V1).length;
            }
            return bytes;
        });
        results.time("format 1 to 2, each of 259,778 updates", () -> {
            int bytes = 0;
            for (byte[] update : paperUpdates) {
                bytes += Updates.convert(update, UpdateFormat.V1, UpdateFormat.V2).length;
            }
            return bytes;
        });
    }

    /** What the heap grows by for each loaded document that is kept. */
    private static Result memoryOf(byte[] state, int copies) {
        List<Doc> kept = new ArrayList<>();
        kept.add(load(state));
        long before = usedHeap();
        for (int i = 0; i < copies; i++) {
            kept.add(load(state));
        }
        long after = usedHeap();
        Reference.reachabilityFence(kept);
        return new Result.Memory((after - before) / copies);
    }

    private static long usedHeap() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static Doc load(byte[] state) {
        var doc = new Doc();
        doc.applyUpdate(state);
        return doc;
    }

    private static Doc loadV2(byte[] state) {
        var doc = new Doc();
        doc.applyUpdateV2(state);
        return doc;
    }

    private static Doc applyAll(Doc doc, List<byte[]> updates) {
        for (byte[] update : updates) {
            doc.applyUpdate(update);
        }
        return doc;
    }

    private static Doc type(List<Trace.Edit> edits) {
        var doc = new Doc();
        long[] bytes = {0};
        doc.onUpdate((update, origin, transaction) -> bytes[0] += update.length);
        edit(doc.getText("text"), edits);
        return doc;
    }

    private static void edit(YText text, List<Trace.Edit> edits) {
        for (Trace.Edit edit : edits) {
            if (edit.deleted() > 0) {
                text.delete(edit.position(), edit.deleted());
            }
            if (!edit.inserted().isEmpty()) {
                text.insert(edit.position(), edit.inserted());
            }
        }
    }

    private byte[] allButTheLastEdits() {
        return applyAll(new Doc(), paperUpdates.subList(0, paperUpdates.size() - LAST_EDITS))
                .encodeStateVector();
    }

    /** Each of many authors inserts its number in front of a text that it has not seen. */
    private static List<byte[]> updatesOfManyAuthors() {
        List<byte[]> updates = new ArrayList<>();
        for (int author = 1; author <= AUTHORS; author++) {
            long clientId = Integer.toUnsignedLong(author * 0x9E3779B1);
            var doc = new Doc(DocOptions.defaults().withClientId(clientId));
            doc.getText("text").insert(0, Integer.toString(author));
            updates.add(doc.encodeStateAsUpdate());
        }
        return updates;
    }

    /** The trace typed many times into one text: about 33 MB. */
    private byte[] paperTypedAgainAndAgain() {
        var doc = new Doc(DocOptions.defaults().withClientId(1_234_567_890L));
        List<Trace.Edit> edits = paper.edits();
        for (int copy = 0; copy < COPIES; copy++) {
            edit(doc.getText("text"), edits);
        }
        return doc.encodeStateAsUpdate();
    }

    private static byte[] smallWorkflow() {
        var doc = new Doc(DocOptions.defaults().withClientId(1_234_567_890L));
        YMap root = doc.getMap("workflow");
        root.set("title", "workflow");
        root.set("nodes", new YArray());
        root.set("edges", new YArray());
        var nodes = (YArray) root.get("nodes");
        var edges = (YArray) root.get("edges");
        for (int i = 0; i < NODES; i++) {
            nodes.push(
                    List.of(
                            YMap.of(
                                    Map.of(
                                            "id",
                                            "node-" + i,
                                            "type",
                                            "approve",
                                            "x",
                                            i * 40,
                                            "y",
                                            i * 30 + 0.5,
                                            "enabled",
                                            true,
                                            "label",
                                            "fetch and merge",
                                            "config",
                                            YMap.of(Map.of(
                                                    "timeout",
                                                    1000 * i,
                                                    "retries",
                                                    3,
                                                    "url",
                                                    "https://example.org/store/" + i)),
                                            "body",
                                            new YText(
                                                    "run fetch merge filter notify branch retry delay parse store review approve assign measure close run fetch merge")))));
            edges.pushAll(List.of(YMap.of(Map.of("from", "node-" + i / 2, "to", "node-" + i))));
        }
        return doc.encodeStateAsUpdate();
    }

    /** Collects what was measured, in order. */
    private static final class Results {
        final Map<String, Result> byWork = new LinkedHashMap<>();

        void time(String work, Supplier<Object> run) {
            put(work, Stopwatch.time(run));
        }

        void put(String work, Result result) {
            System.err.println("weft " + work + ": " + result.text());
            byWork.put(work, result);
        }
    }
}
