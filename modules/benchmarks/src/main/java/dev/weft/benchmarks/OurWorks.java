package dev.weft.benchmarks;

import dev.weft.crdt.Doc;
import dev.weft.crdt.YMap;
import dev.weft.crdt.update.UpdateFormat;
import dev.weft.crdt.update.Updates;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The works of the comparison, done by our library; {@code peers.mjs} does the same under the same names. A process of its own. */
final class OurWorks {
    private static final int BATCH = 100;
    private static final int MANY = 16_000;

    private final Inputs inputs;
    private final Trace text = Trace.mainText();
    private final Trace manyAuthors = Trace.of("node_nodecc");
    private final Trace nested = Trace.of("workflow2000");

    private OurWorks(Inputs inputs) {
        this.inputs = inputs;
    }

    /** @param arguments the suite, and the folder of the inputs; prints a line for each work */
    public static void main(String[] arguments) {
        var works = new OurWorks(new Inputs(Path.of(arguments[1])));
        switch (Suite.labelled(arguments[0])) {
            case LOAD -> works.load();
            case ENCODE -> works.encode();
            case APPLY -> works.apply();
            case EDIT -> works.edit();
            case BYTES -> works.bytes();
            case LARGE -> works.large();
            case MEMORY -> works.memory();
            case COLD -> works.cold();
        }
    }

    private void load() {
        for (Trace trace : List.of(text, manyAuthors)) {
            if (trace.exists()) {
                byte[] v1 = trace.stateV1();
                byte[] v2 = trace.stateV2();
                time("load " + trace.name() + ", format 1", () -> loaded(v1));
                time("load " + trace.name() + ", format 2", () -> loadedV2(v2));
            }
        }
        if (nested.exists()) {
            byte[] state = nested.stateV1();
            time("load workflow2000", () -> loaded(state));
            YMap root = loaded(state).getMap("workflow");
            time("toJSON of workflow2000", root::toJson);
        }
        byte[] small = inputs.read(Inputs.SMALL_WORKFLOW);
        time("open a document of 20 nodes", () -> loaded(small));
    }

    private void encode() {
        Doc document = loaded(text.stateV1());
        byte[] stateVector = inputs.read(Inputs.EARLIER_STATE_VECTOR);
        time("encode " + text.name() + ", format 1", document::encodeStateAsUpdate);
        time("encode " + text.name() + ", format 2", document::encodeStateAsUpdateV2);
        time("difference to all but the last 10 edits", () -> document.encodeStateAsUpdate(stateVector));
    }

    private void apply() {
        List<byte[]> updates = text.updates();
        time("apply " + text.name() + ", updates one by one", () -> applied(new Doc(), updates));
        time("apply " + text.name() + " with an update listener", () -> applied(listenedTo(), updates));
        if (manyAuthors.exists()) {
            List<byte[]> ofManyAuthors = manyAuthors.updates();
            time("apply node_nodecc, updates one by one", () -> applied(new Doc(), ofManyAuthors));
        }
        List<byte[]> mapUpdates = inputs.updates(Inputs.MAP_AUTHORS);
        time("1,540 clients set a map key, one update each", () -> applied(new Doc(), mapUpdates));
        List<byte[]> textUpdates = inputs.updates(Inputs.TEXT_AUTHORS);
        time("1,540 clients insert at one place, one update each", () -> applied(new Doc(), textUpdates));
    }

    private void edit() {
        if (text.hasEdits()) {
            List<Trace.Edit> edits = text.edits();
            time("type " + text.name() + ", an update made for each edit", () -> {
                Doc doc = listenedTo();
                Trace.type(edits, doc.getText("text"));
                return doc;
            });
        }
    }

    private void bytes() {
        List<byte[]> updates = text.updates();
        List<List<byte[]>> batches = new ArrayList<>();
        for (int i = 0; i < updates.size(); i += BATCH) {
            batches.add(updates.subList(i, Math.min(i + BATCH, updates.size())));
        }
        time("merge batches of 100 updates", () -> {
            int bytes = 0;
            for (List<byte[]> batch : batches) {
                bytes += Updates.merge(batch, UpdateFormat.V1).length;
            }
            return bytes;
        });
        List<byte[]> many = updates.subList(0, Math.min(MANY, updates.size()));
        time("merge 16,000 updates at once", () -> Updates.merge(many, UpdateFormat.V1));
        time("state vector of each update", () -> {
            int bytes = 0;
            for (byte[] update : updates) {
                bytes += Updates.encodeStateVectorOf(update, UpdateFormat.V1).length;
            }
            return bytes;
        });
        time("format 1 to 2, each update", () -> {
            int bytes = 0;
            for (byte[] update : updates) {
                bytes += Updates.convert(update, UpdateFormat.V1, UpdateFormat.V2).length;
            }
            return bytes;
        });
    }

    private void large() {
        if (inputs.has(Inputs.LARGE_TEXT)) {
            byte[] state = inputs.read(Inputs.LARGE_TEXT);
            time("load 100 × " + text.name() + " in one document", () -> loaded(state));
        }
    }

    private void memory() {
        keep("memory of a loaded " + text.name(), text.stateV1(), 20);
        if (nested.exists()) {
            keep("memory of a loaded workflow2000", nested.stateV1(), 20);
        }
    }

    /** What the heap grows by for each loaded document that is kept. */
    private static void keep(String work, byte[] state, int copies) {
        List<Doc> kept = new ArrayList<>();
        // What a first batch leaves behind, of class loading and cleaners, isn't the documents'.
        long before = 0;
        for (int batch = 0; batch < 2; batch++) {
            before = usedHeap();
            for (int i = 0; i < copies; i++) {
                kept.add(loaded(state));
            }
        }
        long after = usedHeap();
        Reference.reachabilityFence(kept);
        print(work, new Figure.Memory((after - before) / copies));
    }

    private static long usedHeap() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** The comparison runs this several times: only the first document of a process is cold. */
    private void cold() {
        byte[] small = inputs.read(Inputs.SMALL_WORKFLOW);
        long start = System.nanoTime();
        loaded(small);
        double milliseconds = (System.nanoTime() - start) / 1e6;
        print("first open in a cold process, 20 nodes", new Figure.Time(milliseconds, milliseconds));
    }

    private static Doc loaded(byte[] state) {
        var doc = new Doc();
        doc.applyUpdate(state);
        return doc;
    }

    private static Doc loadedV2(byte[] state) {
        var doc = new Doc();
        doc.applyUpdateV2(state);
        return doc;
    }

    private static Doc listenedTo() {
        var doc = new Doc();
        long[] bytes = {0};
        doc.onUpdate((update, origin, transaction) -> bytes[0] += update.length);
        return doc;
    }

    private static Doc applied(Doc doc, List<byte[]> updates) {
        for (byte[] update : updates) {
            doc.applyUpdate(update);
        }
        return doc;
    }

    private static void time(String work, Supplier<Object> run) {
        print(work, Stopwatch.time(run));
    }

    private static void print(String work, Figure figure) {
        System.out.println(figure.line(work));
    }
}
