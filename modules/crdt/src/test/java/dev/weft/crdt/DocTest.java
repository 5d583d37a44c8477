package dev.weft.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.crdt.update.MalformedUpdateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DocTest {
    private static Doc doc(long clientId) {
        return new Doc(DocOptions.defaults().withClientId(clientId));
    }

    private Doc seeded() {
        Doc doc = doc(1);
        doc.transact(tx -> {
            YMap workflow = doc.getMap("workflow");
            workflow.set("name", "Import");
            workflow.set("lockVersion", 0);
            YMap job = new YMap();
            job.set("name", "fetch");
            job.set("body", new YText("fn(state => state)"));
            doc.getArray("jobs").push(job);
        });
        return doc;
    }

    @Test
    void updateBringsAnEmptyReplicaToTheSameContentAndBytes() {
        Doc doc = seeded();
        Doc replica = doc(2);

        replica.applyUpdate(doc.encodeStateAsUpdate());

        assertThat(replica.toJson())
                .isEqualTo(Map.of(
                        "workflow", Map.of("name", "Import", "lockVersion", 0),
                        "jobs", List.of(Map.of("name", "fetch", "body", "fn(state => state)"))));
        assertThat(replica.encodeStateAsUpdate()).isEqualTo(doc.encodeStateAsUpdate());
        assertThat(replica.encodeStateVector()).isEqualTo(doc.encodeStateVector());
    }

    @Test
    void differenceHoldsWhatTheOtherLacks() {
        Doc doc = seeded();
        Doc replica = doc(2);
        replica.applyUpdate(doc.encodeStateAsUpdate());
        doc.getText("notes").insert(0, "hello");

        byte[] difference = doc.encodeStateAsUpdate(replica.encodeStateVector());
        replica.applyUpdate(difference);

        assertThat(difference.length).isLessThan(doc.encodeStateAsUpdate().length);
        assertThat(replica.getText("notes")).hasToString("hello");
    }

    @Test
    void concurrentInsertsAtTheSameSpotSortByClientId() {
        Doc one = doc(1);
        Doc two = doc(2);
        one.getText("t").insert(0, "a");
        two.getText("t").insert(0, "b");

        one.applyUpdate(two.encodeStateAsUpdate());
        two.applyUpdate(one.encodeStateAsUpdate());

        assertThat(one.getText("t")).hasToString("ab");
        assertThat(two.getText("t")).hasToString("ab");
    }

    @Test
    void updatesThatComeTooEarlyWaitAndAreApplied() {
        Doc doc = doc(1);
        List<byte[]> updates = new ArrayList<>();
        doc.onUpdate((update, origin, transaction) -> updates.add(update));
        YText text = doc.getText("t");
        text.insert(0, "a");
        text.insert(1, "b");
        text.delete(0, 1);
        Doc replica = doc(2);

        replica.applyUpdate(updates.get(2));
        replica.applyUpdate(updates.get(1));
        boolean waiting = replica.hasPending();
        replica.applyUpdate(updates.get(0));

        assertThat(waiting).isTrue();
        assertThat(replica.hasPending()).isFalse();
        assertThat(replica.getText("t")).hasToString("b");
        assertThat(replica.encodeStateAsUpdate()).isEqualTo(doc.encodeStateAsUpdate());
    }

    @Test
    void updateListenerGetsTheIncomingBytesWhenAllOfThemApplied() {
        byte[] update = seeded().encodeStateAsUpdate();
        Doc replica = doc(2);
        List<byte[]> heard = new ArrayList<>();
        replica.onUpdate((bytes, origin, transaction) -> heard.add(bytes));

        replica.applyUpdate(update, "peer");
        replica.applyUpdate(update, "peer");

        assertThat(heard).hasSize(1);
        assertThat(heard.getFirst()).isSameAs(update);
    }

    @Test
    void containsTellsWhetherApplyingWouldChangeAnything() {
        Doc doc = seeded();
        Doc replica = doc(2);
        byte[] first = doc.encodeStateAsUpdate();
        replica.applyUpdate(first);
        doc.getMap("workflow").delete("name");
        byte[] second = doc.encodeStateAsUpdate();

        assertThat(replica.contains(first)).isTrue();
        assertThat(replica.contains(second)).isFalse();
        replica.applyUpdate(second);
        assertThat(replica.contains(second)).isTrue();
    }

    @Test
    void malformedUpdateChangesNothing() {
        Doc doc = seeded();
        byte[] before = doc.encodeStateAsUpdate();
        Doc other = doc(7);
        other.getMap("other").set("key", "value");
        byte[] update = other.encodeStateAsUpdate();

        for (int length = 0; length < update.length; length++) {
            byte[] cut = Arrays.copyOf(update, length);
            assertThatThrownBy(() -> doc.applyUpdate(cut)).isInstanceOf(MalformedUpdateException.class);
            assertThat(doc.encodeStateAsUpdate()).isEqualTo(before);
            assertThat(doc.rootNames()).containsExactly("workflow", "jobs");
        }
        doc.applyUpdate(update);
        assertThat(doc.getMap("other").get("key")).isEqualTo("value");
    }

    @Test
    void secondThreadIsRefused() {
        Doc doc = doc(1);

        doc.transact(tx -> assertThatThrownBy(() ->
                        CompletableFuture.runAsync(doc::encodeStateAsUpdate).join())
                .hasCauseInstanceOf(ConcurrentModificationException.class));

        CompletableFuture.runAsync(doc::encodeStateAsUpdate).join();
    }

    @Test
    void splitSurrogatePairBecomesReplacementCharactersOnBothSides() {
        Doc doc = doc(1);
        YText text = doc.getText("t");
        text.insert(0, "a😀b");

        text.insert(2, "x");

        assertThat(text).hasToString("a\uFFFDx\uFFFDb");
        Doc replica = doc(2);
        replica.applyUpdate(doc.encodeStateAsUpdate());
        assertThat(replica.getText("t")).hasToString("a\uFFFDx\uFFFDb");
    }

    @Test
    void observersSeeOneEventPerTransactionWithItsDelta() {
        Doc doc = doc(1);
        YText text = doc.getText("t");
        text.insert(0, "hello");
        List<Delta> deltas = new ArrayList<>();
        text.observe(event -> deltas.add(event.delta()));

        doc.transact(tx -> {
            text.insert(5, " world");
            text.delete(0, 1);
        });

        assertThat(deltas)
                .containsExactly(
                        Delta.builder().delete(1).retain(4).insert(" world").build());
    }

    @Test
    void listenersThatThrowHarmNeitherTheDocumentNorEachOther() {
        Doc doc = doc(1);
        List<String> heard = new ArrayList<>();
        doc.getText("t").observe(event -> {
            throw new IllegalStateException("first");
        });
        doc.getText("t").observe(event -> heard.add("observer"));
        doc.onUpdate((update, origin, transaction) -> {
            heard.add("update");
            throw new IllegalStateException("second");
        });

        assertThatThrownBy(() -> doc.getText("t").insert(0, "a"))
                .hasMessage("first")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));

        assertThat(heard).containsExactly("observer", "update");
        assertThat(doc.getText("t")).hasToString("a");
    }

    @Test
    void rootNobodyAskedForIsShownAsWhatItsContentSays() {
        Doc doc = doc(1);
        doc.getText("text").insert(0, "hi");
        doc.getMap("map").set("a", 1);
        doc.getArray("array").push(1, "two");
        doc.getXmlFragment("xml").push(new YXmlElement("p"));
        Doc replica = doc(2);

        replica.applyUpdate(doc.encodeStateAsUpdate());

        assertThat(replica.toJson())
                .isEqualTo(Map.of("text", "hi", "map", Map.of("a", 1), "array", List.of(1, "two"), "xml", "<p></p>"));
    }

    @Test
    void whatWaitsIsPartOfTheState() {
        Doc doc = doc(1);
        List<byte[]> updates = new ArrayList<>();
        doc.onUpdate((update, origin, transaction) -> updates.add(update));
        doc.getMap("m").set("a", 1);
        doc.getMap("m").set("b", 2);
        doc.getMap("m").delete("b");
        Doc relay = doc(2);
        relay.applyUpdate(updates.get(1));
        relay.applyUpdate(updates.get(2));
        Doc replica = doc(3);

        replica.applyUpdateV2(relay.encodeStateAsUpdateV2());
        replica.applyUpdate(updates.get(0));

        assertThat(replica.hasPending()).isFalse();
        assertThat(replica.toJson()).isEqualTo(Map.of("m", Map.of("a", 1)));
    }

    @Test
    void updatesOfFormatTwoSayTheSame() {
        Doc doc = doc(1);
        Doc replica = doc(2);
        doc.onUpdateV2((update, origin, transaction) -> replica.applyUpdateV2(update));

        doc.getText("t").insert(0, "hello", Map.of("bold", true));
        doc.getXmlFragment("x").push(new YXmlElement("p"));
        doc.getText("t").delete(1, 2);

        assertThat(replica.encodeStateAsUpdateV2()).isEqualTo(doc.encodeStateAsUpdateV2());
    }

    /** Found by the session of seed 2000028298: two deletions cut the surrogate pair that both were waiting for. */
    @Test
    void deletionsThatWaitForTheSameItemDeleteItInOnePiece() {
        var author = new Doc(DocOptions.defaults().withClientId(1).withGc(false));
        author.getText("text").insert(0, "😀");
        byte[] insertion = author.encodeStateAsUpdate();
        var reader = new Doc(DocOptions.defaults().withGc(false));

        reader.applyUpdate(deletion(1, 0));
        reader.applyUpdate(deletion(1, 1));
        reader.applyUpdate(insertion);

        assertThat(reader.hasPending()).isFalse();
        author.getText("text").delete(0, 2);
        assertThat(reader.encodeStateAsUpdate()).isEqualTo(author.encodeStateAsUpdate());
    }

    /** An update that deletes one unit. */
    private static byte[] deletion(int client, int clock) {
        return new byte[] {0, 1, (byte) client, 1, (byte) clock, 1};
    }

    @Test
    void aRootNobodyHasAskedForBecomesWhatItsContentSaysItIs() {
        Doc elsewhere = new Doc();
        elsewhere.getText("text").insert(0, "a");
        elsewhere.getArray("array").push(1);
        elsewhere.getMap("map").set("k", 1);
        elsewhere.getXmlFragment("xml").insert(0, new YXmlElement("p"));
        Doc doc = new Doc();
        doc.applyUpdate(elsewhere.encodeStateAsUpdate());

        assertThat(doc.root("text")).isInstanceOf(YText.class).isSameAs(doc.getText("text"));
        assertThat(doc.root("array")).isSameAs(doc.getArray("array"));
        assertThat(doc.root("map")).isSameAs(doc.getMap("map"));
        assertThat(doc.root("xml")).isSameAs(doc.getXmlFragment("xml"));
        assertThat(doc.root("none")).isNull();
        assertThat(doc.rootNames()).doesNotContain("none");
    }

    @Test
    void updateThatGivesKnownUnitsAnotherParentGoesOnWhereTheyAre() {
        var doc = new Doc();
        doc.applyUpdate(HexFormat.of().parseHex("010101000401016102616200"));

        doc.applyUpdate(HexFormat.of().parseHex("0101010004010162046162636400"));

        doc.checkIntegrity();
        assertThat(doc.getText("a").toString()).isEqualTo("abcd");
        assertThat(doc.getText("b").toString()).isEmpty();
    }

    @Test
    void whatWasDeletedEarlierIsCollectedWithItsTypeAndJoinsTheGarbageBehindIt() {
        // given: a value inside a map, deleted, and behind it one of a list that is gone
        Doc doc = doc(1);
        YMap root = doc.getMap("root");
        var list = new YArray();
        var map = new YMap();
        root.set("list", list);
        root.set("map", map);
        doc.transact(tx -> {
            map.set("name", 63);
            list.push(new YMap());
            map.delete("name");
        });
        root.delete("list");

        // when: the deletion is a single range, which ends where that value is
        root.delete("map");

        // then
        Doc reloaded = doc(2);
        reloaded.applyUpdate(doc.encodeStateAsUpdate());
        assertThat(doc.encodeStateAsUpdate()).isEqualTo(reloaded.encodeStateAsUpdate());
    }
}
