package dev.weft.crdt;

import dev.weft.crdt.update.IdSet;
import dev.weft.crdt.update.MalformedUpdateException;
import dev.weft.crdt.update.StateVector;
import dev.weft.crdt.update.UpdateCursor;
import dev.weft.crdt.update.UpdateFormat;
import dev.weft.lib0.ByteReader;
import dev.weft.lib0.ByteWriter;

/**
 * A state that a document was in: which units it knew, and which of them were deleted. It holds no content: to read the state
 * again takes the document, or a later one, with garbage collection off. Immutable; equal when the states are.
 *
 * <pre>{@code
 * var doc = new Doc(DocOptions.defaults().withGc(false));
 * doc.getText("body").insert(0, "world!");
 * Snapshot before = Snapshot.of(doc);
 * doc.getText("body").insert(0, "hello ");
 * before.restore(doc).getText("body").toString();      // world!
 * doc.getText("body").toDelta(before);                 // the same, without a copy
 * }</pre>
 *
 * <p>Encoded as the delete set, in one of the two formats, and the state vector.
 *
 * <p>Source: yjs 13.6, {@code src/utils/Snapshot.js}. Reading differs from Yjs in two points. It never cuts items, so that the
 * document writes the same bytes after as before. And lists and maps are read unit by unit, where Yjs looks at the first unit
 * of an item only and shows what was joined to it later.
 *
 * @param deleteSet   units that were deleted
 * @param stateVector how many units of each client were known
 */
public record Snapshot(IdSet deleteSet, StateVector stateVector) implements Perspective {
    private static final Snapshot EMPTY = new Snapshot(IdSet.empty(), StateVector.empty());

    /** The state of an empty document. */
    public static Snapshot empty() {
        return EMPTY;
    }

    /** The present state of a document; what waits for something missing is no part of it. */
    public static Snapshot of(Doc doc) {
        return doc.confined(
                () -> new Snapshot(doc.store.deleteSet(), StateVector.decode(doc.store.encodeStateVector())));
    }

    /** The snapshot as bytes of format 1 that Yjs can read, in a new array. */
    public byte[] encode() {
        return encode(UpdateFormat.V1);
    }

    /** As {@link #encode}, in format 2. */
    public byte[] encodeV2() {
        return encode(UpdateFormat.V2);
    }

    private byte[] encode(UpdateFormat format) {
        var out = new ByteWriter();
        out.writeBytes(deleteSet.encode(format));
        out.writeBytes(stateVector.encode());
        return out.toByteArray();
    }

    /**
     * @throws MalformedUpdateException if the bytes are no snapshot of format 1
     */
    public static Snapshot decode(byte[] encoded) {
        return decode(encoded, UpdateFormat.V1);
    }

    /**
     * @throws MalformedUpdateException if the bytes are no snapshot of format 2
     */
    public static Snapshot decodeV2(byte[] encoded) {
        return decode(encoded, UpdateFormat.V2);
    }

    private static Snapshot decode(byte[] encoded, UpdateFormat format) {
        var in = new ByteReader(encoded);
        IdSet deleteSet = IdSet.read(in, format);
        return new Snapshot(deleteSet, StateVector.read(in));
    }

    /** Whether the state holds every struct and every deletion of an update of format 1. */
    public boolean contains(byte[] update) {
        return contains(UpdateCursor.of(update, UpdateFormat.V1));
    }

    /** Whether the state holds every struct and every deletion of an update of format 2. */
    public boolean containsV2(byte[] update) {
        return contains(UpdateCursor.of(update, UpdateFormat.V2));
    }

    private boolean contains(UpdateCursor update) {
        // A Skip counts too, as in Yjs: what it leaves out has to be known.
        while (update.next()) {
            if (stateVector.clock(update.client()) < update.endClock()) {
                return false;
            }
        }
        while (update.nextDeletion()) {
            if (!deleteSet.containsAll(update.deletionClient(), update.deletionClock(), update.deletionLength())) {
                return false;
            }
        }
        return true;
    }

    /** A new document in this state. See {@link #restore(Doc, Doc)}. */
    public Doc restore(Doc origin) {
        return restore(origin, new Doc());
    }

    /**
     * Brings an empty document into this state.
     *
     * @param origin the document that the snapshot was made of, or one that got its updates
     * @param into   receives the state, as an update with the origin {@code "snapshot"}
     * @return {@code into}
     * @throws IllegalStateException    if garbage collection is on in {@code origin}: it may have lost the content
     * @throws IllegalArgumentException if {@code origin} doesn't know all units of the snapshot
     */
    public Doc restore(Doc origin, Doc into) {
        requireAllContent(origin);
        byte[] update = origin.compute(_ -> origin.store.encodePast(stateVector, deleteSet), null);
        into.applyUpdate(update, "snapshot");
        return into;
    }

    /**
     * Brings a document back into this state by a new edit, in one transaction with the origin {@code "snapshot"}. What was there
     * then and is there now stays as it is; what was deleted since comes back as a copy. Other replicas that apply the edit, and
     * made no others, show this state too.
     *
     * @param doc the document that the snapshot was made of, or one that got its updates
     * @throws IllegalStateException    if garbage collection is on in the document: it may have lost the content
     * @throws IllegalArgumentException if it doesn't know all units of the snapshot
     */
    public void revert(Doc doc) {
        requireAllContent(doc);
        doc.transact(
                transaction -> {
                    if (!of(doc).stateVector.covers(stateVector)) {
                        throw new IllegalArgumentException("the document doesn't know all units of the snapshot");
                    }
                    new Reversion(transaction, this).run();
                },
                "snapshot");
    }

    private static void requireAllContent(Doc doc) {
        if (doc.gc()) {
            throw new IllegalStateException(
                    "garbage collection is on in the document: what was deleted since the snapshot may be lost");
        }
    }

    @Override
    public boolean shows(long client, int clock) {
        return clock < stateVector.clock(client) && !deleteSet.contains(client, clock);
    }

    @Override
    public int lastKnown(long client, int clock, int end) {
        int known = Math.min(end, stateVector.clock(client));
        return known > clock ? known - 1 : -1;
    }

    @Override
    public int pieceEnd(long client, int clock, int end) {
        int state = stateVector.clock(client);
        int pieceEnd = clock < state ? Math.min(state, end) : end;
        return Math.min(pieceEnd, deleteSet.nextBoundary(client, clock));
    }
}
