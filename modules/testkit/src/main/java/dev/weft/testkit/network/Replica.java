package dev.weft.testkit.network;

import dev.weft.crdt.Doc;
import dev.weft.crdt.DocOptions;
import dev.weft.crdt.YArray;
import dev.weft.crdt.YMap;
import dev.weft.crdt.YText;
import dev.weft.sync.SyncMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One participant: a document, what of it is on disk, and a way to tell others.
 *
 * <p>Its edits go to everyone it is connected with, as updates; a new connection is brought up to date by the two steps of
 * the sync protocol. An edit is on disk before anybody hears of it: what others have seen, and build on, survives a crash of
 * its author.
 */
public final class Replica {
    private static final Object NETWORK = new Object();

    private final int number;
    private final boolean gc;
    private int crashes;
    private Doc doc;
    private final List<byte[]> disk = new ArrayList<>();
    private Consumer<byte[]> onEdit = update -> {};

    Replica(int number, boolean gc) {
        this.number = number;
        this.gc = gc;
        this.doc = newDoc();
    }

    private Doc newDoc() {
        // Another client id after each crash, as for a page that is loaded again.
        var fresh = new Doc(
                DocOptions.defaults().withClientId(number + 1_000L * crashes).withGc(gc));
        // What types the roots are is settled at once, as in any client.
        fresh.getText("text");
        fresh.getArray("array");
        fresh.getMap("map");
        fresh.onUpdate((update, origin, transaction) -> {
            if (origin != NETWORK) {
                disk.add(update.clone());
                onEdit.accept(update);
            }
        });
        return fresh;
    }

    /** From 1 on; also its client id until the first crash. */
    public int number() {
        return number;
    }

    public Doc doc() {
        return doc;
    }

    public YText text() {
        return doc.getText("text");
    }

    public YArray array() {
        return doc.getArray("array");
    }

    public YMap map() {
        return doc.getMap("map");
    }

    void onEdit(Consumer<byte[]> listener) {
        this.onEdit = listener;
    }

    SyncMessage.Step1 step1() {
        return new SyncMessage.Step1(doc.encodeStateVector());
    }

    /** Takes a message in, and hands its answer, if it has one, to {@code answer}. */
    void receive(SyncMessage message, Consumer<SyncMessage> answer) {
        switch (message) {
            case SyncMessage.Step1(byte[] stateVector) ->
                answer.accept(new SyncMessage.Step2(doc.encodeStateAsUpdate(stateVector)));
            case SyncMessage.Step2(byte[] update) -> doc.applyUpdate(update, NETWORK);
            case SyncMessage.Update(byte[] update) -> doc.applyUpdate(update, NETWORK);
        }
    }

    /** Writes what it knows of others' edits to disk, too. */
    void save() {
        disk.clear();
        disk.add(doc.encodeStateAsUpdate());
    }

    /** Forgets what isn't on disk, and starts again. */
    void crash() {
        crashes++;
        doc = newDoc();
        disk.forEach(update -> doc.applyUpdate(update, NETWORK));
    }

    @Override
    public String toString() {
        return "replica " + number;
    }
}
