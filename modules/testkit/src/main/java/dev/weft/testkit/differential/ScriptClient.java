package dev.weft.testkit.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.crdt.AbsolutePosition;
import dev.weft.crdt.Doc;
import dev.weft.crdt.DocOptions;
import dev.weft.crdt.RelativePosition;
import dev.weft.crdt.Snapshot;
import dev.weft.crdt.UndoManager;
import dev.weft.crdt.UndoOptions;
import dev.weft.crdt.YText;
import dev.weft.crdt.YType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One client of a {@link RandomScript}: our document, and everything about it that is compared with Yjs. Its counterpart is
 * {@code Client} in {@code src/main/yjs/script-client.mjs}.
 */
final class ScriptClient {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** In milliseconds; JavaScript holds it exactly. */
    private static final long FOREVER = (1L << 53) - 1;

    final Doc doc;
    final Map<String, YType> types = new LinkedHashMap<>();
    final @Nullable UndoManager undoManager;

    /** Steps of others whose updates wait to be delivered. */
    final List<Integer> inbox = new ArrayList<>();

    private final ObjectNode description;
    private final List<byte[]> updates = new ArrayList<>();
    private ArrayNode told = NODES.arrayNode();
    private final List<Snapshot> snapshots = new ArrayList<>();
    private final List<RelativePosition> positions = new ArrayList<>();

    /** A client of the id with random options. */
    ScriptClient(long clientId, SplittableRandom random, Map<String, String> roots) {
        boolean gc = random.nextInt(4) != 0;
        boolean watch = random.nextInt(2) == 0;
        // The delta of an event cleans up in Yjs whatever one wants, so watching goes with cleaning up.
        boolean cleanUp = watch || random.nextInt(6) == 0;
        doc = new Doc(DocOptions.defaults().withClientId(clientId).withGc(gc).withCleanUpFormatting(cleanUp));
        description = NODES.objectNode().put("clientId", clientId).put("gc", gc).put("cleanUp", cleanUp);
        roots.forEach((name, kind) -> types.put(name, ScriptEditor.root(doc, name, kind)));
        undoManager = random.nextInt(2) == 0 ? undoManager(random.nextInt(3) == 0 ? FOREVER : 0) : null;
        doc.onUpdate((update, origin, transaction) -> updates.add(update.clone()));
        doc.onSubdocs(event -> told.addObject()
                .<ObjectNode>set("added", guids(event.added()))
                .<ObjectNode>set("removed", guids(event.removed()))
                .set("loaded", guids(event.loaded())));
        if (watch) {
            watch();
        }
    }

    private UndoManager undoManager(long captureTimeout) {
        description.putObject("undo").put("captureTimeout", captureTimeout);
        return new UndoManager(
                doc,
                List.copyOf(types.values()),
                UndoOptions.defaults().withCaptureTimeout(Duration.ofMillis(captureTimeout)));
    }

    private void watch() {
        description.put("watch", true);
        int root = 0;
        for (YType type : types.values()) {
            int number = root++;
            type.observeDeep(
                    events -> told.addObject().put("root", number).set("events", EventDescription.ofAll(events)));
        }
    }

    private static ArrayNode guids(Set<Doc> docs) {
        ArrayNode guids = NODES.arrayNode();
        docs.forEach(doc -> guids.add(doc.guid()));
        return guids;
    }

    /** Options, for Yjs to make the same client. */
    ObjectNode description() {
        return description;
    }

    /** The snapshot's bytes in both formats. */
    JsonNode takeSnapshot() {
        Snapshot snapshot = Snapshot.of(doc);
        snapshots.add(snapshot);
        return NODES.objectNode().put("v1", snapshot.encode()).put("v2", snapshot.encodeV2());
    }

    JsonNode takePosition(YType type, int index, int assoc) {
        RelativePosition position = RelativePosition.fromTypeIndex(type, index, assoc);
        positions.add(position);
        return NODES.binaryNode(position.encode());
    }

    List<byte[]> takeUpdates() {
        List<byte[]> taken = List.copyOf(updates);
        updates.clear();
        return taken;
    }

    /** What observers were told since this was asked last. */
    JsonNode takeTold() {
        ArrayNode taken = told;
        told = NODES.arrayNode();
        return taken;
    }

    /** Where the positions are by now: the index, or null for one that nothing is left of. */
    ArrayNode describePositions() {
        ArrayNode indexes = NODES.arrayNode();
        for (RelativePosition position : positions) {
            AbsolutePosition absolute = position.toAbsolute(doc);
            indexes.add(absolute == null ? null : absolute.index());
        }
        return indexes;
    }

    /** What the document and its texts were at each snapshot, and how they changed since the one before. */
    ArrayNode describeSnapshots() {
        ArrayNode descriptions = NODES.arrayNode();
        if (doc.gc()) {
            return descriptions;
        }
        Snapshot previous = null;
        for (Snapshot snapshot : snapshots) {
            ObjectNode description = descriptions
                    .addObject()
                    .put("restored", snapshot.restore(doc).encodeStateAsUpdate());
            ArrayNode deltas = description.putArray("deltas");
            for (YType type : types.values()) {
                if (type instanceof YText text) {
                    deltas.add(EventDescription.ofDelta(text.toDelta(
                            snapshot,
                            previous,
                            (change, id) -> Map.of("type", change.jsonName(), "user", id.client()))));
                }
            }
            previous = snapshot;
        }
        return descriptions;
    }

    ArrayNode describeSubdocuments() {
        ArrayNode descriptions = NODES.arrayNode();
        for (Doc subdoc : doc.subdocs()) {
            descriptions
                    .addObject()
                    .put("guid", subdoc.guid())
                    .put("shouldLoad", subdoc.shouldLoad())
                    .put("autoLoad", subdoc.autoLoad())
                    .set("meta", PlainJson.of(subdoc.meta()));
        }
        return descriptions;
    }
}
