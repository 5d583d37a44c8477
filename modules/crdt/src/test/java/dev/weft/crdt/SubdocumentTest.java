package dev.weft.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SubdocumentTest {
    private final Doc doc = new Doc();
    private final List<SubdocsEvent> events = listenTo(doc);

    private static List<SubdocsEvent> listenTo(Doc doc) {
        List<SubdocsEvent> events = new ArrayList<>();
        doc.onSubdocs(events::add);
        return events;
    }

    private static Doc subdoc(String guid) {
        return new Doc(DocOptions.defaults().withGuid(guid));
    }

    private static Doc copyOf(Doc original) {
        var copy = new Doc();
        copy.applyUpdate(original.encodeStateAsUpdate());
        return copy;
    }

    private static List<String> guids(Set<Doc> docs) {
        return docs.stream().map(Doc::guid).collect(Collectors.toList());
    }

    @Test
    void whoInsertsASubdocumentHasItLoaded() {
        Doc subdoc = subdoc("a");

        doc.getMap("map").set("key", subdoc);

        assertThat(doc.getMap("map").get("key")).isSameAs(subdoc);
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.added()).containsExactly(subdoc);
            assertThat(event.loaded()).containsExactly(subdoc);
            assertThat(event.removed()).isEmpty();
        });
        assertThat(doc.subdocs()).containsExactly(subdoc);
        assertThat(doc.subdocGuids()).containsExactly("a");
    }

    @Test
    void whoReceivesASubdocumentIsToldOfItAndLoadsItOnDemand() {
        doc.getMap("map").set("key", subdoc("a"));
        var other = new Doc();
        List<SubdocsEvent> told = listenTo(other);

        other.applyUpdate(doc.encodeStateAsUpdate());

        var received = (Doc) other.getMap("map").get("key");
        assertThat(received.guid()).isEqualTo("a");
        assertThat(received.shouldLoad()).isFalse();
        assertThat(received.clientId()).isEqualTo(other.clientId());
        assertThat(told).singleElement().satisfies(event -> {
            assertThat(event.added()).containsExactly(received);
            assertThat(event.loaded()).isEmpty();
        });

        received.load();
        received.load();

        assertThat(received.shouldLoad()).isTrue();
        assertThat(told).hasSize(2);
        assertThat(told.getLast().loaded()).containsExactly(received);
        assertThat(told.getLast().added()).isEmpty();
    }

    @Test
    void aSubdocumentThatLoadsByItselfIsLoadedByWhoReceivesIt() {
        doc.getArray("array").push(new Doc(DocOptions.defaults().withAutoLoad(true)));
        var other = new Doc();
        List<SubdocsEvent> told = listenTo(other);

        other.applyUpdate(doc.encodeStateAsUpdate());

        var received = (Doc) other.getArray("array").get(0);
        assertThat(received.shouldLoad()).isTrue();
        assertThat(received.autoLoad()).isTrue();
        assertThat(told.getFirst().loaded()).containsExactly(received);
    }

    @Test
    void optionsTravelWithASubdocument() {
        doc.getArray("array")
                .push(new Doc(DocOptions.defaults().withGuid("a").withGc(false).withMeta(Map.of("title", "Plan"))));

        var received = (Doc) copyOf(doc).getArray("array").get(0);

        assertThat(received.guid()).isEqualTo("a");
        assertThat(received.gc()).isFalse();
        assertThat(received.meta()).isEqualTo(Map.of("title", "Plan"));
    }

    @Test
    void aDestroyedSubdocumentGetsASuccessorThatIsNotLoaded() {
        Doc subdoc = subdoc("a");
        doc.getArray("array").push(subdoc);
        events.clear();

        subdoc.destroy();

        var successor = (Doc) doc.getArray("array").get(0);
        assertThat(subdoc.isDestroyed()).isTrue();
        assertThat(successor).isNotSameAs(subdoc);
        assertThat(successor.guid()).isEqualTo("a");
        assertThat(successor.shouldLoad()).isFalse();
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.added()).containsExactly(successor);
            assertThat(event.removed()).containsExactly(subdoc);
            assertThat(event.loaded()).isEmpty();
        });
    }

    @Test
    void aDeletedSubdocumentIsRemovedAndDestroyed() {
        for (boolean gc : new boolean[] {true, false}) {
            var parent = new Doc(DocOptions.defaults().withGc(gc));
            Doc subdoc = subdoc("a");
            parent.getMap("map").set("key", subdoc);
            List<SubdocsEvent> told = listenTo(parent);

            parent.getMap("map").delete("key");

            assertThat(subdoc.isDestroyed()).isTrue();
            assertThat(parent.subdocs()).isEmpty();
            // Once for the deletion, once for the destruction, as in Yjs.
            assertThat(told).hasSize(2).allSatisfy(event -> {
                assertThat(event.removed()).containsExactly(subdoc);
                assertThat(event.added()).isEmpty();
            });
        }
    }

    @Test
    void subdocumentsInsideOfADeletedTypeAreRemovedInTheirOrder() {
        YArray outer = doc.getArray("array");
        outer.push(YArray.of(YArray.of(subdoc("first")), subdoc("second")));
        events.clear();

        outer.delete(0);

        assertThat(guids(events.getFirst().removed())).containsExactly("first", "second");
    }

    @Test
    void twoPlacesMayHoldSubdocumentsOfTheSameGuid() {
        doc.getMap("map").set("one", subdoc("a"));
        doc.getMap("map").set("two", subdoc("a"));

        assertThat(doc.subdocs()).hasSize(2);
        assertThat(doc.subdocGuids()).containsExactly("a");
    }

    @Test
    void oneDocumentCannotStandInTwoPlaces() {
        Doc subdoc = subdoc("a");
        doc.getMap("map").set("one", subdoc);

        assertThatIllegalStateException()
                .isThrownBy(() -> doc.getMap("map").set("two", subdoc))
                .withMessageContaining("is a subdocument already");
    }

    @Test
    void contentOfASubdocumentIsSharedByItsOwnUpdates() {
        Doc subdoc = subdoc("a");
        doc.getMap("map").set("key", subdoc);
        Doc other = copyOf(doc);
        var received = (Doc) other.getMap("map").get("key");

        subdoc.getText("text").insert(0, "hello");
        received.applyUpdate(subdoc.encodeStateAsUpdate());

        assertThat(received.getText("text")).hasToString("hello");
        assertThat(other.getText("text")).hasToString("");
    }

    @Test
    void toLoadADocumentThatIsNoSubdocumentDoesNothing() {
        doc.load();

        assertThat(events).isEmpty();
    }

    @Test
    void destroyingADocumentDestroysItsSubdocumentsAndTells() {
        Doc subdoc = subdoc("a");
        doc.getMap("map").set("key", subdoc);
        List<Doc> destroyed = new ArrayList<>();
        doc.onDestroy(destroyed::add);
        subdoc.onDestroy(destroyed::add);

        doc.destroy();

        assertThat(destroyed).containsExactly(subdoc, doc);
    }
}
