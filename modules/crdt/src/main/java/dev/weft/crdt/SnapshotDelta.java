package dev.weft.crdt;

import dev.weft.crdt.store.Rows;
import dev.weft.crdt.update.StructKind;
import dev.weft.lib0.AnyValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text as it was at a snapshot, and what is different from an earlier one: pieces that came or went since carry an attribute
 * {@code ychange}.
 *
 * <p>Source: yjs 13.6, {@code src/types/YText.js}, {@code toDelta}. Yjs cuts the items at the snapshots' borders, and joins them
 * again afterwards; here a piece is a part of an item that both snapshots show the same way throughout, which comes to the same
 * pieces.
 */
final class SnapshotDelta {
    private static final String YCHANGE = "ychange";

    private final YType text;
    private final Doc doc;
    private final Rows rows;
    private final @Nullable Perspective snapshot;
    private final @Nullable Perspective previous;
    private final @Nullable ComputeYChange computeYChange;

    private final Delta.Builder delta = Delta.builder();
    private final Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    private final StringBuilder run = new StringBuilder();

    /**
     * @param snapshot what the text is to be read at; null for the present
     * @param previous what it is compared with; null for nothing
     */
    SnapshotDelta(
            YType text,
            @Nullable Perspective snapshot,
            @Nullable Perspective previous,
            @Nullable ComputeYChange computeYChange) {
        this.text = text;
        this.doc = text.owner();
        this.rows = doc.rows();
        this.snapshot = snapshot;
        this.previous = previous;
        this.computeYChange = computeYChange;
    }

    Delta compute() {
        for (int row = text.first(); row != Rows.NONE; row = rows.right(row)) {
            long client = doc.store.clientId(row);
            int end = rows.end(row);
            for (int clock = rows.clock(row); clock < end; ) {
                int pieceEnd = end;
                if (snapshot != null) {
                    pieceEnd = snapshot.pieceEnd(client, clock, pieceEnd);
                }
                if (previous != null) {
                    pieceEnd = previous.pieceEnd(client, clock, pieceEnd);
                }
                piece(row, client, clock, pieceEnd);
                clock = pieceEnd;
            }
        }
        endRun();
        return delta.build();
    }

    private void piece(int row, long client, int clock, int end) {
        boolean isShown = snapshot == null ? !rows.isDeleted(row) : snapshot.shows(client, clock);
        boolean wasShown = previous != null && previous.shows(client, clock);
        if (!isShown && !wasShown) {
            return;
        }
        switch (rows.kind(row)) {
            case StructKind.STRING -> {
                attribute(isShown, wasShown, new Id(client, clock));
                run.append(Contents.textBetween(doc, row, clock, end));
            }
            case StructKind.TYPE, StructKind.EMBED -> {
                endRun();
                Object embed = Contents.at(doc, row, 0);
                delta.insert(embed == null ? AnyValue.NULL : embed, attributes);
            }
            case StructKind.FORMAT -> {
                if (isShown) {
                    endRun();
                    TextPosition.update(attributes, Contents.format(doc, row));
                }
            }
            default -> {}
        }
    }

    private void attribute(boolean isShown, boolean wasShown, Id id) {
        if (snapshot != null && !isShown) {
            attribute(ComputeYChange.Change.REMOVED, id);
        } else if (previous != null && !wasShown) {
            attribute(ComputeYChange.Change.ADDED, id);
        } else if (attributes.containsKey(YCHANGE)) {
            endRun();
            attributes.remove(YCHANGE);
        }
    }

    private void attribute(ComputeYChange.Change change, Id id) {
        if (!isSame(attributes.get(YCHANGE), change, id)) {
            endRun();
            attributes.put(
                    YCHANGE,
                    computeYChange != null ? computeYChange.compute(change, id) : Map.of("type", change.jsonName()));
        }
    }

    /** Whether the attribute names the same change by the same client: pieces are joined then. */
    private static boolean isSame(@Nullable Object current, ComputeYChange.Change change, Id id) {
        return current instanceof Map<?, ?> map
                && map.get("user") instanceof Number user
                && user.doubleValue() == id.client()
                && change.jsonName().equals(map.get("type"));
    }

    private void endRun() {
        if (!run.isEmpty()) {
            delta.insert(run.toString(), attributes);
            run.setLength(0);
        }
    }
}
