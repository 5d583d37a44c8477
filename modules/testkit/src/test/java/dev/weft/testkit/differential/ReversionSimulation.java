package dev.weft.testkit.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.crdt.Doc;
import dev.weft.crdt.DocOptions;
import dev.weft.crdt.Snapshot;
import dev.weft.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Two people edit at random, states of the past are brought back, and everybody sees them. */
class ReversionSimulation {
    private static final Map<String, String> ROOTS =
            new TreeMap<>(Map.of("text", "text", "map", "map", "array", "array", "xml", "xmlFragment"));
    private static final int EDITS = 40;

    @Test
    void revertedDocumentShowsWhatItShowedAtTheSnapshot() {
        for (long seed : Seeds.of("reversion", 300)) {
            try {
                simulate(seed);
            } catch (AssertionError | RuntimeException e) {
                fail("-Dseed=" + seed, e);
            }
        }
    }

    private static void simulate(long seed) {
        var random = new SplittableRandom(seed);
        var editor = new ScriptEditor(random, ROOTS);
        List<Doc> docs = List.of(replica(1), replica(2));
        List<Snapshot> past = new ArrayList<>();
        for (int i = 0; i < EDITS; i++) {
            Doc doc = docs.get(random.nextInt(2));
            if (random.nextInt(8) == 0) {
                exchange(docs);
                past.add(Snapshot.of(doc));
            } else if (!past.isEmpty() && random.nextInt(8) == 0) {
                revert(doc, past.get(random.nextInt(past.size())), docs);
            } else {
                doc.transact(_ -> editor.edit(doc));
            }
        }
        docs.forEach(Doc::checkIntegrity);
    }

    private static void revert(Doc doc, Snapshot snapshot, List<Doc> docs) {
        exchange(docs);
        Map<String, JsonNode> expected = content(snapshot.restore(doc));
        // Replicas of Yjs may differ in a surrogate pair that was cut by an edit which is deleted meanwhile.
        List<Doc> agreeing = docs.stream()
                .filter(replica -> content(snapshot.restore(replica)).equals(expected))
                .toList();

        snapshot.revert(doc);
        exchange(docs);

        for (Doc replica : agreeing) {
            assertThat(content(replica)).isEqualTo(expected);
        }
    }

    private static Map<String, JsonNode> content(Doc doc) {
        doc.checkIntegrity();
        Map<String, JsonNode> content = new TreeMap<>();
        ROOTS.forEach((name, kind) -> content.put(name, RootContent.of(doc, name, kind)));
        return content;
    }

    private static Doc replica(long clientId) {
        var doc = new Doc(DocOptions.defaults().withClientId(clientId).withGc(false));
        ROOTS.forEach((name, kind) -> ScriptEditor.root(doc, name, kind));
        return doc;
    }

    private static void exchange(List<Doc> docs) {
        for (Doc from : docs) {
            for (Doc to : docs) {
                if (from != to) {
                    to.applyUpdate(from.encodeStateAsUpdate(to.encodeStateVector()));
                }
            }
        }
    }
}
