package dev.weft.engine.content.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.crdt.Doc;
import dev.weft.crdt.YMap;
import dev.weft.crdt.YText;
import dev.weft.testkit.DocIntegrity;
import dev.weft.testkit.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DuplicatesTest {
    @RegisterExtension
    final DocIntegrity docs = new DocIntegrity();

    static long[] seeds() {
        return Seeds.of("DuplicatesTest", 100);
    }

    private static void push(Doc doc, String section, String id, String name) {
        doc.getArray(section).push(YMap.of(Map.of("id", id, "name", name)));
    }

    private static boolean noticed(Doc doc, Runnable edit) {
        List<Boolean> noticed = new ArrayList<>();
        var subscription = doc.onAfterTransaction(transaction -> noticed.add(Duplicates.mayComeWith(transaction)));
        edit.run();
        subscription.close();
        return noticed.contains(true);
    }

    @Test
    void theFirstInDocumentOrderStays() {
        Doc doc = docs.newDoc();
        push(doc, "jobs", "a", "first");
        push(doc, "jobs", "b", "other");
        push(doc, "jobs", "a", "second");
        push(doc, "edges", "a", "an edge may have the id of a job");

        assertThat(Duplicates.areIn(doc)).isTrue();
        assertThat(Duplicates.removeFrom(doc)).isEqualTo(1);

        assertThat(doc.getArray("jobs").toJson())
                .containsExactly(Map.of("id", "a", "name", "first"), Map.of("id", "b", "name", "other"));
        assertThat(Duplicates.areIn(doc)).isFalse();
    }

    @Test
    void withoutDuplicatesNothingHappens() {
        Doc doc = docs.newDoc();
        push(doc, "jobs", "a", "one");
        doc.getArray("jobs").push(YMap.of(Map.of("name", "no id")), YMap.of(Map.of("name", "no id either")));

        assertThat(ServerEdit.updateOf(doc.encodeStateAsUpdate(), 7, Duplicates::removeFrom))
                .isEmpty();
    }

    @Test
    void onlyChangesThatCanBringDuplicatesAreNoticed() {
        Doc doc = docs.newDoc();
        push(doc, "jobs", "a", "one");
        YMap job = (YMap) doc.getArray("jobs").get(0);
        job.set("body", new YText("x"));

        assertThat(noticed(doc, () -> push(doc, "jobs", "b", "two"))).isTrue();
        assertThat(noticed(doc, () -> job.set("id", "b"))).isTrue();
        assertThat(noticed(doc, () -> job.set("name", "new"))).isFalse();
        assertThat(noticed(doc, () -> ((YText) job.get("body")).insert(0, "typed")))
                .isFalse();
        assertThat(noticed(doc, () -> doc.getMap("positions").set("a", Map.of("x", 1))))
                .isFalse();
    }

    @Test
    void changesToARootNobodyAskedForAreNoticedToo() {
        Doc elsewhere = docs.newDoc();
        Doc doc = docs.newDoc();
        push(elsewhere, "jobs", "a", "one");

        assertThat(noticed(doc, () -> doc.applyUpdate(elsewhere.encodeStateAsUpdate())))
                .isTrue();
    }

    /** Invariant 6, and 2.8: however imports meet, and whoever repairs what he sees of them, one member per id is left. */
    @ParameterizedTest
    @MethodSource("seeds")
    void allReplicasKeepTheSameOneOfEach(long seed) {
        Random random = new Random(seed);
        List<byte[]> updates = new ArrayList<>();
        for (int importer = 0; importer < 4; importer++) {
            Doc doc = docs.newDoc();
            for (String id : List.of("a", "b", "c")) {
                push(doc, "jobs", id, "by " + importer);
            }
            updates.add(doc.encodeStateAsUpdate());
        }
        List<Doc> nodes = new ArrayList<>();
        for (int node = 0; node < 3; node++) {
            List<byte[]> order = new ArrayList<>(updates);
            Collections.shuffle(order, random);
            Doc doc = docs.newDoc();
            nodes.add(doc);
            for (byte[] update : order) {
                doc.applyUpdate(update);
                if (random.nextBoolean()) {
                    ServerEdit.updateOf(doc.encodeStateAsUpdate(), random.nextInt(1, 1 << 30), Duplicates::removeFrom)
                            .ifPresent(doc::applyUpdate);
                }
            }
        }
        for (Doc one : nodes) {
            nodes.forEach(other -> one.applyUpdate(other.encodeStateAsUpdate()));
        }
        nodes.forEach(Duplicates::removeFrom);

        List<@Nullable Object> kept = nodes.getFirst().getArray("jobs").toJson();
        assertThat(kept).hasSize(3);
        assertThat(new HashSet<>(
                        kept.stream().map(job -> ((Map<?, ?>) job).get("id")).toList()))
                .hasSize(3);
        nodes.forEach(node -> assertThat(node.getArray("jobs").toJson()).isEqualTo(kept));
    }
}
