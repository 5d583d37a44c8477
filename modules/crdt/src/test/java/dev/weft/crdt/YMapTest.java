package dev.weft.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.lib0.AnyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The behaviours of {@code y-map.tests.js} of yjs 13.6. */
class YMapTest {
    private final Replicas replicas = Replicas.of(4);
    private final YMap map = map(0);

    private YMap map(int replica) {
        return replicas.doc(replica).getMap("map");
    }

    private void assertConverged(Map<String, ?> content) {
        replicas.exchangeEverything();
        for (int i = 0; i < 4; i++) {
            assertThat(map(i).toJson()).isEqualTo(content);
            assertThat(replicas.doc(i).encodeStateAsUpdate())
                    .isEqualTo(replicas.doc(0).encodeStateAsUpdate());
        }
    }

    @Test
    void valuesOfAllKindsReachOthers() {
        map.set("number", 1);
        map.set("string", "hello");
        map.set("object", Map.of("key", Map.of("key2", "value")));
        map.set("true", true);
        map.set("map", new YMap());
        ((YMap) map.get("map")).set("array", new YArray());
        YArray nested = (YArray) ((YMap) map.get("map")).get("array");
        nested.insert(0, 0);
        nested.insert(0, -1);

        assertConverged(Map.of(
                "number",
                1,
                "string",
                "hello",
                "object",
                Map.of("key", Map.of("key2", "value")),
                "true",
                true,
                "map",
                Map.of("array", List.of(-1, 0))));
    }

    @Test
    void undefinedDiffersFromNullAndFromNothing() {
        map.set("undefined", AnyValue.UNDEFINED);
        map.set("null", null);
        replicas.exchangeEverything();

        assertThat(map(1).get("undefined")).isEqualTo(AnyValue.UNDEFINED);
        assertThat(map(1).get("null")).isNull();
        assertThat(map(1).has("null")).isTrue();
        assertThat(map(1).has("nothing")).isFalse();
    }

    @Test
    void nestedTypeIsTheOneThatWasSet() {
        var nested = new YMap();
        map.set("map", nested);
        nested.set("one", 1);

        assertThat(map.get("map")).isSameAs(nested);
        assertThat(nested.get("one")).isEqualTo(1);
    }

    @Test
    void ofValuesSetAtOneTimeTheHighestClientsStays() {
        map(0).set("stuff", "c0");
        map(2).set("stuff", "c2");
        map(1).set("stuff", "c1");

        assertConverged(Map.of("stuff", "c2"));
    }

    @Test
    void deletionAtTheSameTimeAsNewValuesLeavesOneOfThem() {
        map.set("stuff", "old");
        replicas.exchangeEverything();

        map(0).delete("stuff");
        map(1).set("stuff", "c1");
        map(3).set("stuff", "c3");
        map(2).set("stuff", "c2");

        assertConverged(Map.of("stuff", "c3"));
    }

    @Test
    void valueThatWinsAndIsDeletedLeavesNone() {
        map(0).set("stuff", "c0");
        map(3).set("stuff", "c3");
        map(3).delete("stuff");

        assertConverged(Map.of());
    }

    @Test
    void sizeAndKeysAreThoseWithValues() {
        map.set("a", 1);
        map.set("b", 2);
        map.set("a", 3);
        map.delete("b");

        assertThat(map.size()).isEqualTo(1);
        assertThat(map.keys()).containsExactly("a");
        map.clear();
        assertThat(map.size()).isZero();
        assertConverged(Map.of());
    }

    @Test
    void deepObserversSeeThePathToWhatChanged() {
        List<List<Object>> paths = new ArrayList<>();
        map.observeDeep(events -> events.forEach(event -> paths.add(event.path())));

        map.set("map", new YMap());
        ((YMap) map.get("map")).set("array", new YArray());
        ((YArray) ((YMap) map.get("map")).get("array")).insert(0, "content");

        assertThat(paths).containsExactly(List.of(), List.of("map"), List.of("map", "array"));
    }

    @Test
    void deepObserversSeeWhatOthersDid() {
        map.set("map", new YMap());
        replicas.exchangeEverything();
        List<String> keys = new ArrayList<>();
        map.observeDeep(events -> events.forEach(event -> keys.addAll(event.keysChanged())));

        ((YMap) map(3).get("map")).set("deepmap", new YMap());
        replicas.exchangeEverything();

        assertThat(keys).containsExactly("deepmap");
        assertConverged(Map.of("map", Map.of("deepmap", Map.of())));
    }

    @Test
    void eventTellsWhatHappenedToEachKeyAndTheOldValue() {
        List<Map<String, YEvent.KeyChange>> changes = new ArrayList<>();
        map.observe(event -> changes.add(event.keys()));

        map.set("stuff", 4);
        map.set("stuff", new YArray());
        map.set("stuff", 5);
        map.delete("stuff");

        assertThat(changes).hasSize(4);
        assertThat(changes.get(0)).containsExactly(Map.entry("stuff", new YEvent.KeyChange(YEvent.Action.ADD, null)));
        assertThat(changes.get(1)).containsExactly(Map.entry("stuff", new YEvent.KeyChange(YEvent.Action.UPDATE, 4)));
        assertThat(changes.get(2).get("stuff").action()).isEqualTo(YEvent.Action.UPDATE);
        assertThat(changes.get(2).get("stuff").oldValue()).isInstanceOf(YArray.class);
        assertThat(changes.get(3)).containsExactly(Map.entry("stuff", new YEvent.KeyChange(YEvent.Action.DELETE, 5)));
    }

    @Test
    void keyThatEndsAsItBeganIsTouchedButNotChanged() {
        List<Map<String, YEvent.KeyChange>> changes = new ArrayList<>();
        List<Iterable<String>> touched = new ArrayList<>();
        map.observe(event -> {
            changes.add(event.keys());
            touched.add(event.keysChanged());
        });

        replicas.doc(0).transact(transaction -> {
            map.set("a", 1);
            map.delete("a");
        });

        assertThat(changes).containsExactly(Map.of());
        assertThat(touched.getFirst()).containsExactly("a");
    }

    @Test
    void eventOfSomebodyElsesValueShowsThatValue() {
        List<Object> values = new ArrayList<>();
        map.observe(event -> values.add(((YMap) event.target()).get("stuff")));

        map(1).set("stuff", 2);
        replicas.exchangeEverything();

        assertThat(values).containsExactly(2);
    }

    /** The row of the second value was given back, and the new value got it while the store still knew it as the oldest. */
    @Test
    void valueMaySetInWhereACollectedOneWas() {
        var doc = new Doc();
        YArray array = doc.getArray("array");
        array.insert(0, new YMap());
        ((YMap) array.get(0)).set("one", 1);
        ((YMap) array.get(0)).set("other", 2);
        doc.checkIntegrity(); // looks the oldest value of each key up, the other's last
        array.delete(0, 1);

        doc.getMap("map").set("key", 3);

        doc.checkIntegrity();
        assertThat(doc.getMap("map").toJson()).isEqualTo(Map.of("key", 3));
    }
}
