package dev.weft.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.crdt.update.IdSet;
import dev.weft.crdt.update.MalformedUpdateException;
import dev.weft.crdt.update.StateVector;
import dev.weft.crdt.update.UpdateFormat;
import dev.weft.crdt.update.Updates;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behaviours that Yjs's {@code tests/snapshot.tests.js} covers, and those of {@code toDelta} with snapshots. */
class SnapshotTest {
    private final Doc doc = keeping(1);
    private final YArray array = doc.getArray("array");
    private final YText text = doc.getText("text");

    private static Doc keeping(long clientId) {
        return new Doc(DocOptions.defaults().withClientId(clientId).withGc(false));
    }

    private Snapshot now() {
        return Snapshot.of(doc);
    }

    private static List<Object> restoredArray(Doc origin, Snapshot snapshot) {
        return snapshot.restore(origin).getArray("array").toList();
    }

    @Test
    void textIsRestored() {
        text.insert(0, "world!");
        Snapshot snapshot = now();
        text.insert(0, "hello ");

        assertThat(snapshot.restore(doc).getText("text")).hasToString("world!");
        assertThat(text.toString(snapshot)).isEqualTo("world!");
    }

    @Test
    void arrayIsRestoredAndTheDocumentUnchanged() {
        array.insert(0, "hello");
        Snapshot snapshot = now();
        array.insert(1, "world");
        byte[] before = doc.encodeStateAsUpdate();

        assertThat(restoredArray(doc, snapshot)).containsExactly("hello");
        assertThat(array.toList(snapshot)).containsExactly("hello");
        assertThat(array.toList()).containsExactly("hello", "world");
        assertThat(doc.encodeStateAsUpdate()).isEqualTo(before);
    }

    @Test
    void emptyStateIsRestoredThoughItNamesClientsWithoutStructs() {
        Snapshot empty = new Snapshot(IdSet.empty(), StateVector.of(Map.of(9999L, 0)));
        array.insert(0, "world");

        assertThat(restoredArray(doc, empty)).isEmpty();
        assertThat(restoredArray(doc, now())).containsExactly("world");
        assertThat(Snapshot.of(new Doc())).isEqualTo(Snapshot.empty());
    }

    @Test
    void nestedTypesAreRestored() {
        var nested = new YMap();
        array.insert(0, nested);
        nested.set("key1", "value1");
        Snapshot snapshot = now();
        nested.set("key2", "value2");

        assertThat(snapshot.restore(doc).getArray("array").toJson()).containsExactly(Map.of("key1", "value1"));
        assertThat(array.toJson(snapshot)).isEqualTo(List.of(Map.of("key1", "value1")));
        assertThat(array.toJson()).containsExactly(Map.of("key1", "value1", "key2", "value2"));
    }

    @Test
    void whatWasDeletedSinceIsThereAgain() {
        array.insert(0, "item1", "item2");
        Snapshot snapshot = now();
        array.delete(0);

        assertThat(restoredArray(doc, snapshot)).containsExactly("item1", "item2");
        assertThat(array.toList(snapshot)).containsExactly("item1", "item2");
        assertThat(array.toList()).containsExactly("item2");
    }

    @Test
    void itemWhoseLeftNeighbourCameLaterByClockIsRestored() {
        array.insert(0, "item1");
        doc.getMap("map").set("test", 1);
        array.insert(0, "item0");
        Snapshot snapshot = now();
        array.delete(1);

        assertThat(restoredArray(doc, snapshot)).containsExactly("item0", "item1");
        assertThat(array.toList()).containsExactly("item0");
    }

    @Test
    void whatWasDeletedBeforeStaysDeleted() {
        array.insert(0, "item1", "item2", "item3");
        array.delete(1);
        Snapshot snapshot = now();
        array.insert(0, "item0");

        assertThat(restoredArray(doc, snapshot)).containsExactly("item1", "item3");
        assertThat(array.toList(snapshot)).containsExactly("item1", "item3");
        assertThat(array.toList()).containsExactly("item0", "item1", "item3");
    }

    @Test
    void allDeletedBeforeIsRestoredEmpty() {
        array.insert(0, "item1");
        array.delete(0);
        Snapshot snapshot = now();
        array.insert(0, "item0");

        assertThat(restoredArray(doc, snapshot)).isEmpty();
    }

    @Test
    void changesOfSeveralClientsThatBuildOnEachOtherAreRestored() {
        Replicas replicas = Replicas.of(2, false);
        YArray array0 = replicas.doc(0).getArray("array");
        YArray array1 = replicas.doc(1).getArray("array");
        array0.insert(0, "user1item1");
        replicas.exchangeEverything();
        array1.insert(1, "user2item1");
        replicas.exchangeEverything();
        Snapshot snapshot = Snapshot.of(replicas.doc(0));
        array0.insert(2, "user1item2");
        replicas.exchangeEverything();
        array1.insert(3, "user2item2");
        replicas.exchangeEverything();

        assertThat(restoredArray(replicas.doc(0), snapshot)).containsExactly("user1item1", "user2item1");
        assertThat(restoredArray(replicas.doc(1), snapshot)).containsExactly("user1item1", "user2item1");
        assertThat(Snapshot.of(replicas.doc(1))).isEqualTo(Snapshot.of(replicas.doc(0)));
    }

    @Test
    void containsTheUpdatesThatLedToIt() {
        List<byte[]> updates = new ArrayList<>();
        doc.onUpdate((update, origin, transaction) -> updates.add(update));
        array.insert(0, "a", "b");
        array.delete(0);
        Snapshot snapshot = now();
        array.delete(0);
        array.insert(0, "c");

        assertThat(updates.stream().map(snapshot::contains)).containsExactly(true, true, false, false);
        assertThat(updates.stream()
                        .map(update -> Updates.convert(update, UpdateFormat.V1, UpdateFormat.V2))
                        .map(snapshot::containsV2))
                .containsExactly(true, true, false, false);
    }

    @Test
    void comesBackFromItsBytesInBothFormats() {
        text.insert(0, "abcdef");
        text.delete(1, 2);
        text.delete(2, 1);
        Snapshot snapshot = now();

        // One client with ranges 1+2 and 4+1, format 2 with differences; then the state vector.
        assertThat(snapshot.encode()).isEqualTo(HexFormat.of().parseHex("01010201020401010106"));
        assertThat(snapshot.encodeV2()).isEqualTo(HexFormat.of().parseHex("01010201010100010106"));
        assertThat(Snapshot.decode(snapshot.encode())).isEqualTo(snapshot);
        assertThat(Snapshot.decodeV2(snapshot.encodeV2())).isEqualTo(snapshot);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "01", "0101", "010101ff", "0001", "00ffffffff0f"})
    void malformedSnapshotsAreRefused(String hex) {
        assertThatThrownBy(() -> Snapshot.decode(HexFormat.of().parseHex(hex)))
                .isInstanceOf(MalformedUpdateException.class);
    }

    @Test
    void aDocumentThatCollectsGarbageCannotShowItsPast() {
        Doc collecting = new Doc();

        assertThatThrownBy(() -> Snapshot.of(collecting).restore(collecting))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("garbage collection");
    }

    @Test
    void aSnapshotOfAnotherDocumentIsRefused() {
        Doc other = keeping(2);
        other.getArray("array").push(1, 2);

        assertThatThrownBy(() -> Snapshot.of(other).restore(doc))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("client 2 up to clock 2");
    }

    @Test
    void mapValuesAreThoseOfTheirTimeThoughLaterOnesWereJoinedWithThem() {
        YMap map = doc.getMap("map");
        map.set("a", 1);
        Snapshot first = now();
        map.set("a", 2);
        Snapshot second = now();
        map.set("a", 3);
        map.delete("a");
        Snapshot deleted = now();

        assertThat(map.get("a", first)).isEqualTo(1);
        assertThat(map.get("a", second)).isEqualTo(2);
        assertThat(map.toMap(second)).isEqualTo(Map.of("a", 2));
        assertThat(map.toMap(deleted)).isEmpty();
        assertThat(map.toMap(Snapshot.empty())).isEmpty();
    }

    @Test
    void xmlIsReadAtASnapshot() {
        YXmlFragment fragment = doc.getXmlFragment("xml");
        var paragraph = new YXmlElement("p");
        fragment.insert(0, paragraph);
        paragraph.setAttribute("class", "a");
        var inner = new YXmlText("hello");
        paragraph.insert(0, inner);
        inner.format(0, 2, Map.of("bold", Map.of()));
        Snapshot snapshot = now();
        String then = fragment.toString();
        paragraph.setAttribute("class", "b");
        inner.insert(5, " world");
        paragraph.insert(0, new YXmlElement("br"));
        fragment.delete(0);

        assertThat(then).isEqualTo("<p class=\"a\"><bold>he</bold>llo</p>");
        assertThat(fragment.toString(snapshot)).isEqualTo(then);
        assertThat(paragraph.getAttributes(snapshot)).isEqualTo(Map.of("class", "a"));
        assertThat(fragment).hasToString("");
    }

    @Test
    void differenceOfTwoSnapshotsSaysWhatCameAndWent() {
        text.insert(0, "abcd");
        Snapshot before = now();
        text.insert(4, "e");
        text.delete(0, 1);
        text.format(0, 1, Map.of("bold", true));
        Snapshot after = now();
        text.insert(0, "later");

        assertThat(text.toDelta(after, before, null).toJson())
                .containsExactly(
                        Map.of("insert", "a", "attributes", Map.of("ychange", Map.of("type", "removed"))),
                        Map.of("insert", "b", "attributes", Map.of("bold", true)),
                        Map.of("insert", "cd"),
                        Map.of("insert", "e", "attributes", Map.of("ychange", Map.of("type", "added"))));
        assertThat(text.toDelta(after))
                .isEqualTo(Delta.builder()
                        .insert("b", Map.of("bold", true))
                        .insert("cde")
                        .build());
    }

    @Test
    void piecesOfOneClientAreJoinedWhenTheChangeNamesIt() {
        text.insert(0, "a");
        Snapshot before = now();
        text.insert(1, "bc");
        text.insert(0, "0");
        text.delete(2, 1);

        Delta delta = text.toDelta(
                null,
                before,
                (change, id) -> Map.of("type", change.jsonName(), "user", id.client(), "since", id.clock()));

        assertThat(delta.toJson())
                .containsExactly(
                        Map.of(
                                "insert",
                                "0",
                                "attributes",
                                Map.of("ychange", Map.of("type", "added", "user", 1L, "since", 3))),
                        Map.of("insert", "a"),
                        Map.of(
                                "insert",
                                "c",
                                "attributes",
                                Map.of("ychange", Map.of("type", "added", "user", 1L, "since", 2))));
    }

    @Test
    void readingThePastChangesNoByte() {
        text.insert(0, "😀😀");
        Snapshot before = now();
        text.insert(4, "x");
        byte[] bytes = doc.encodeStateAsUpdate();
        List<Object> origins = new ArrayList<>();
        doc.onAfterTransaction(transaction -> origins.add(transaction.origin()));

        text.toDelta(before);
        text.toDelta(now(), before, null);
        Snapshot cutsAPair = new Snapshot(IdSet.empty(), StateVector.of(Map.of(1L, 1)));

        assertThat(text.toString(cutsAPair)).isEqualTo("\uFFFD");
        assertThat(doc.encodeStateAsUpdate()).isEqualTo(bytes);
        assertThat(origins).isEmpty();
    }

    @Test
    void anObserverSeesTheDeletionsOfTheTransactionItIsToldOf() {
        text.insert(0, "abc");
        doc.encodeStateAsUpdate();
        List<Snapshot> seen = new ArrayList<>();
        text.observe(event -> seen.add(now()));

        text.delete(0, 1);

        assertThat(seen).containsExactly(now());
    }

    @Test
    void revertedTextKeepsTheUnitsThatWereNeverDeleted() {
        text.insert(0, "kept, gone");
        Snapshot snapshot = now();
        RelativePosition cursor = RelativePosition.fromTypeIndex(text, 2);
        text.delete(4, 6);
        text.insert(4, " and new");

        snapshot.revert(doc);

        assertThat(text).hasToString("kept, gone");
        assertThat(cursor.toAbsolute(doc).index()).isEqualTo(2);
    }

    @Test
    void revertedSubdocumentIsAnotherOfTheSameGuid() {
        var subdoc = new Doc(DocOptions.defaults().withGuid("sub"));
        doc.getMap("map").set("k", subdoc);
        Snapshot snapshot = now();
        doc.getMap("map").delete("k");

        snapshot.revert(doc);

        assertThat(((Doc) doc.getMap("map").get("k")).guid()).isEqualTo("sub");
        assertThat(doc.subdocGuids()).containsExactly("sub");
    }

    @Test
    void documentThatForgetsCannotBeReverted() {
        var forgetful = new Doc();

        assertThatThrownBy(() -> Snapshot.empty().revert(forgetful))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("garbage collection");
    }

    @Test
    void documentIsNotRevertedToWhatItNeverKnew() {
        text.insert(0, "x");
        Snapshot snapshot = now();

        assertThatThrownBy(() -> snapshot.revert(keeping(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("doesn't know");
    }
}
