package dev.weft.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The behaviours of {@code y-array.tests.js} of yjs 13.6. */
class YArrayTest {
    private final Replicas replicas = Replicas.of(3);
    private final YArray array = array(0);

    private YArray array(int replica) {
        return replicas.doc(replica).getArray("array");
    }

    private void assertConverged(Object... elements) {
        replicas.exchangeEverything();
        for (int i = 0; i < 3; i++) {
            assertThat(array(i).toJson()).containsExactly(elements);
            assertThat(replicas.doc(i).encodeStateAsUpdate())
                    .isEqualTo(replicas.doc(0).encodeStateAsUpdate());
        }
    }

    @Test
    void valuesReachOthersAsTheyAre() {
        array.insert(0, 1, true, false, null, "text");

        assertThat(array.toJson()).containsExactly(1, true, false, null, "text");
        assertConverged(1, true, false, null, "text");
    }

    @Test
    void sliceTakesIndexesFromBothEnds() {
        array.insert(0, 1, 2, 3);

        assertThat(array.slice(0, 3)).containsExactly(1, 2, 3);
        assertThat(array.slice(1, 3)).containsExactly(2, 3);
        assertThat(array.slice(0, -1)).containsExactly(1, 2);
        array.insert(0, 0);
        assertThat(array.slice(0, 2)).containsExactly(0, 1);
    }

    @Test
    void nestedArrayIsMadeOfValues() {
        YArray nested = YArray.of(0, 1, 2);
        replicas.doc(0).getMap("root").set("array", nested);

        assertThat(nested.toList()).containsExactly(0, 1, 2);
    }

    @Test
    void lengthStaysRightOverEditsAtTheSamePlaces() {
        array.push(0, 1, 2, 3);
        array.delete(0);
        array.insert(0, 0);
        replicas.doc(0).transact(transaction -> {
            for (int index = 1; index <= 2; index++) {
                array.delete(index);
                assertThat(array.length()).isEqualTo(array.toList().size());
                array.insert(index, index);
                assertThat(array.length()).isEqualTo(array.toList().size());
            }
        });

        array.delete(1);
        assertThat(array.length()).isEqualTo(3);
        array.insert(1, 1);
        assertThat(array.toJson()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void refusedInsertInANestedTransactionHarmsNothing() {
        array.push("a", "b", "c", "d");

        replicas.doc(0).transact(outer -> {
            replicas.doc(0).transact(inner -> {
                assertThatThrownBy(() -> array.insert(5, "x")).isInstanceOf(IndexOutOfBoundsException.class);
                array.insert(4, "e");
            });
            replicas.doc(0).transact(inner -> array.delete(4));
        });

        assertThat(array.toJson()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void nothingIsDeletedAtAValidPlaceAndNothingBehindTheEnd() {
        array.delete(0, 0);
        assertThatThrownBy(() -> array.delete(1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        array.insert(0, "A");
        array.delete(1, 0);

        assertConverged("A");
    }

    @Test
    void threeInsertionsAtOncePlaceAreOrderedByClient() {
        array(0).insert(0, "0");
        array(1).insert(0, "1");
        array(2).insert(0, "2");

        assertConverged("0", "1", "2");
    }

    @Test
    void insertionsAndDeletionsAtOneTimeMeet() {
        array.insert(0, "x", "y", "z");
        replicas.exchangeEverything();

        array(0).insert(1, "0");
        array(1).delete(0);
        array(1).delete(1, 1);
        array(2).insert(1, "2");

        assertConverged("0", "2", "y");
    }

    @Test
    void whatTwoDeleteAtOneTimeIsDeletedOnce() {
        array.insert(0, "x", "y");
        replicas.exchangeEverything();

        array(1).delete(1, 1);
        array(0).delete(0, 2);

        assertConverged();
    }

    @Test
    void everybodyDeletesAndTheDocumentsStayEqual() {
        array.insert(0, "x", "y", "z");
        replicas.exchangeEverything();
        array(1).delete(0, 3);

        assertConverged();
    }

    @Test
    void insertionsAndDeletionsAreEventsOfTheArray() {
        List<List<Map<String, @Nullable Object>>> deltas = new ArrayList<>();
        array.observe(event -> {
            assertThat(event.target()).isSameAs(array);
            deltas.add(event.delta().toJson());
        });

        array.insert(0, 0, 1, 2);
        array.delete(0, 2);
        array.insert(1, 0.5);

        assertThat(deltas)
                .containsExactly(
                        List.of(Map.of("insert", List.of(0, 1, 2))),
                        List.of(Map.of("delete", 2)),
                        List.of(Map.of("retain", 1), Map.of("insert", List.of(0.5))));
    }

    @Test
    void remoteInsertionIsAnEventOfTheOwnArray() {
        List<YType> targets = new ArrayList<>();
        array.observe(event -> targets.add(event.target()));

        array(1).insert(0, "stuff");
        replicas.exchangeEverything();

        assertThat(targets).containsExactly(array);
    }

    @Test
    void observerThatEditsIsCalledAgainAfterwards() {
        List<Integer> lengths = new ArrayList<>();
        array.observe(event -> {
            if (array.length() == 1) {
                array.insert(1, 1);
                lengths.add(1);
            } else {
                lengths.add(2);
            }
        });

        array.insert(0, 0);

        assertThat(lengths).containsExactly(1, 2);
        assertThat(array.toJson()).containsExactly(0, 1);
    }

    @Test
    void eventsOfOuterTypesComeFirst() {
        array.insert(0, new YMap());
        List<Integer> depths = new ArrayList<>();
        array.observeDeep(
                events -> events.forEach(event -> depths.add(event.path().size())));

        replicas.doc(0).transact(transaction -> {
            ((YMap) array.get(0)).set("a", "a");
            array.insert(0, 0);
        });

        assertThat(depths).containsExactly(0, 1);
    }

    @Test
    void pathCountsWhatLiesBeforeWithinAnArray() {
        YMap map = replicas.doc(0).getMap("map");
        map.set("my-array", new YArray());
        ((YArray) map.get("my-array")).push("a", "b", "c", new YMap());
        List<List<Object>> paths = new ArrayList<>();
        map.observeDeep(events -> paths.add(events.getFirst().path()));

        ((YMap) ((YArray) map.get("my-array")).get(3)).set("hello", "world");

        assertThat(paths).containsExactly(List.of("my-array", 3));
    }

    @Test
    void newTypeIsNoEventOfItsOwnInTheTransactionThatMadeIt() {
        List<YEvent> events = new ArrayList<>();

        replicas.doc(0).transact(transaction -> {
            var map = new YMap();
            map.observe(events::add);
            array.insert(0, map);
            map.set("key", 42);
        });

        assertThat(events).isEmpty();
    }

    @Test
    void iterationGivesNestedTypes() {
        for (int i = 0; i < 10; i++) {
            var map = new YMap();
            map.set("value", i);
            array.push(map);
        }

        List<@Nullable Object> values = new ArrayList<>();
        array.iterator().forEachRemaining(map -> values.add(((YMap) map).get("value")));

        assertThat(values).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }
}
