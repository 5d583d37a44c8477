package dev.weft.benchmarks;

import dev.weft.crdt.Doc;
import dev.weft.crdt.DocOptions;
import dev.weft.crdt.YText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Documents and updates that are in no trace: made once, read by every library. */
final class Inputs {
    static final String SMALL_WORKFLOW = "workflow20.bin";
    static final String MAP_AUTHORS = "map-authors";
    static final String TEXT_AUTHORS = "text-authors";
    static final String LARGE_TEXT = "typed-x100.bin";
    static final String EARLIER_STATE_VECTOR = "earlier.sv";

    private static final int AUTHORS = 1_540;
    private static final int COPIES = 100;
    private static final int LAST_EDITS = 10;
    private static final int SMALL_WORKFLOW_NODES = 20;

    private final Path folder;

    Inputs(Path folder) {
        this.folder = folder;
    }

    void make(List<Suite> suites) throws IOException {
        if (suites.contains(Suite.LOAD) || suites.contains(Suite.COLD)) {
            Files.write(folder.resolve(SMALL_WORKFLOW), SampleWorkflow.of(SMALL_WORKFLOW_NODES));
        }
        if (suites.contains(Suite.APPLY)) {
            writeAuthors(MAP_AUTHORS, (doc, author) -> doc.getMap("map").set("v", author));
            writeAuthors(TEXT_AUTHORS, (doc, author) -> doc.getText("text").insert(0, author.toString()));
        }
        if (suites.contains(Suite.ENCODE)) {
            Files.write(folder.resolve(EARLIER_STATE_VECTOR), stateVectorBeforeTheLastEdits());
        }
        if (suites.contains(Suite.LARGE) && Trace.mainText().hasEdits()) {
            Files.write(folder.resolve(LARGE_TEXT), typedAgainAndAgain());
        }
    }

    byte[] read(String name) {
        try {
            return Files.readAllBytes(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String name) {
        return Files.exists(folder.resolve(name));
    }

    List<byte[]> updates(String name) {
        return Trace.in(folder, name).updates();
    }

    /** One update of each of many authors, who all edit the same place of an empty document. */
    private void writeAuthors(String name, BiConsumer<Doc, Integer> edit) throws IOException {
        List<byte[]> updates = new ArrayList<>();
        for (int author = 0; author < AUTHORS; author++) {
            long clientId = Integer.toUnsignedLong((author + 1) * 0x9E3779B1);
            var doc = new Doc(DocOptions.defaults().withClientId(clientId));
            edit.accept(doc, author);
            updates.add(doc.encodeStateAsUpdate());
        }
        Trace.in(folder, name).writeUpdates(updates);
    }

    private static byte[] stateVectorBeforeTheLastEdits() {
        var doc = new Doc();
        List<byte[]> updates = Trace.mainText().updates();
        updates.subList(0, updates.size() - LAST_EDITS).forEach(doc::applyUpdate);
        return doc.encodeStateVector();
    }

    /** The trace typed a hundred times into one text. */
    private static byte[] typedAgainAndAgain() {
        var doc = new Doc(DocOptions.defaults().withClientId(4_023_871_905L));
        YText text = doc.getText("text");
        List<Trace.Edit> edits = Trace.mainText().edits();
        for (int copy = 0; copy < COPIES; copy++) {
            Trace.type(edits, text);
        }
        return doc.encodeStateAsUpdate();
    }
}
