package dev.weft.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YTextTest {
    private static final Map<String, Object> BOLD = Map.of("bold", true);

    private final Doc doc = new Doc(DocOptions.defaults().withClientId(1));
    private final Doc other = new Doc(DocOptions.defaults().withClientId(2));
    private final YText text = doc.getText("text");
    private final YText others = other.getText("text");

    private void exchange() {
        other.applyUpdate(doc.encodeStateAsUpdate(other.encodeStateVector()));
        doc.applyUpdate(other.encodeStateAsUpdate(doc.encodeStateVector()));
        assertThat(text.toDelta()).isEqualTo(others.toDelta());
    }

    private static List<Delta> deltasOf(YText text) {
        List<Delta> deltas = new ArrayList<>();
        text.observe(event -> deltas.add(event.delta()));
        return deltas;
    }

    private static Map<String, Object> removed(String format) {
        return Collections.singletonMap(format, null);
    }

    @Test
    void insertionsAndDeletionsAreDeltas() {
        List<Delta> deltas = deltasOf(text);

        text.delete(0, 0);
        text.insert(0, "abc");
        text.delete(0, 1);
        text.delete(1, 1);
        doc.transact(_ -> {
            text.insert(0, "1");
            text.delete(0, 1);
        });

        assertThat(text).hasToString("b");
        assertThat(deltas)
                .containsExactly(
                        Delta.builder().insert("abc").build(),
                        Delta.builder().delete(1).build(),
                        Delta.builder().retain(1).delete(1).build(),
                        Delta.builder().build());
    }

    @Test
    void formatsAreDeltas() {
        List<Delta> deltas = deltasOf(text);

        text.insert(0, "abc", BOLD);
        text.delete(0, 1);
        text.insert(0, "z", BOLD);
        text.format(0, 1, removed("bold"));

        assertThat(text.toDelta())
                .isEqualTo(Delta.builder().insert("z").insert("bc", BOLD).build());
        assertThat(deltas)
                .containsExactly(
                        Delta.builder().insert("abc", BOLD).build(),
                        Delta.builder().delete(1).build(),
                        Delta.builder().insert("z", BOLD).build(),
                        Delta.builder().retain(1, removed("bold")).build());
    }

    @Test
    void falseIsAFormatOfItsOwn() {
        List<Delta> deltas = deltasOf(text);

        text.insert(0, "abcde", Map.of("falsy", false));
        text.format(1, 3, Map.of("falsy", true));

        assertThat(text.toDelta())
                .isEqualTo(Delta.builder()
                        .insert("a", Map.of("falsy", false))
                        .insert("bcd", Map.of("falsy", true))
                        .insert("e", Map.of("falsy", false))
                        .build());
        assertThat(deltas.getLast())
                .isEqualTo(Delta.builder()
                        .retain(1)
                        .retain(3, Map.of("falsy", true))
                        .build());
    }

    @Test
    void deltasFormatLinesOneByOne() {
        text.insert(0, "Test\nMulti-line\nFormatting");

        text.applyDelta(Delta.builder()
                .retain(4, BOLD)
                .retain(1)
                .retain(10, BOLD)
                .retain(1)
                .retain(10, BOLD)
                .build());

        assertThat(text.toDelta())
                .isEqualTo(Delta.builder()
                        .insert("Test", BOLD)
                        .insert("\n")
                        .insert("Multi-line", BOLD)
                        .insert("\n")
                        .insert("Formatting", BOLD)
                        .build());
    }

    @Test
    void emptyLinesBetweenFormatsStayUnformatted() {
        text.applyDelta(Delta.builder()
                .insert("Text")
                .insert("\n", Map.of("title", true))
                .insert("\nText")
                .insert("\n", Map.of("title", true))
                .build());

        assertThat(text.toDelta())
                .isEqualTo(Delta.builder()
                        .insert("Text")
                        .insert("\n", Map.of("title", true))
                        .insert("\nText")
                        .insert("\n", Map.of("title", true))
                        .build());
    }

    @Test
    void formatsSurviveTheDeletionOfWhatTheyStartedAt() {
        text.applyDelta(Delta.builder()
                .insert("Text")
                .insert("\n", Map.of("title", true))
                .insert("\n")
                .build());

        text.applyDelta(Delta.builder()
                .retain(4)
                .delete(1)
                .retain(1, Map.of("title", true))
                .build());

        assertThat(text.toDelta())
                .isEqualTo(Delta.builder()
                        .insert("Text")
                        .insert("\n", Map.of("title", true))
                        .build());
    }

    @Test
    void embedsAreOneUnitEachWithTheirFormats() {
        Map<String, Object> image = Map.of("linebreak", "s");
        text.insertEmbed(0, image, Map.of("width", 100));
        text.insertEmbed(1, image);

        assertThat(text.length()).isEqualTo(2);
        assertThat(text.toDelta())
                .isEqualTo(Delta.builder()
                        .insert(image, Map.of("width", 100))
                        .insert(image)
                        .build());
        assertThat(text).hasToString("");
        exchange();
    }

    @Test
    void typesAreEmbeddedAndObservedInside() {
        text.applyDelta(Delta.builder().insert(YMap.of(Map.of("key", "val"))).build());
        List<List<Object>> paths = new ArrayList<>();
        text.observeDeep(events -> events.forEach(event -> paths.add(event.path())));
        var map = (YMap) ((Delta.Insert) text.toDelta().ops().getFirst()).insert();

        map.set("key", "other");
        other.applyUpdate(doc.encodeStateAsUpdate());

        var received = (YMap) ((Delta.Insert) others.toDelta().ops().getFirst()).insert();
        assertThat(received.toJson()).isEqualTo(Map.of("key", "other"));
        assertThat(paths).containsExactly(List.of(0));
    }

    @Test
    void formatsThatMeetAtOneTimeAreTheSameForBoth() {
        text.insert(0, "abcde");
        exchange();
        text.format(0, 3, BOLD);
        others.format(2, 2, BOLD);

        exchange();

        assertThat(text.toDelta().ops().getFirst()).isEqualTo(new Delta.Insert("ab", BOLD));
        assertThat(text).hasToString("abcde");
    }

    @Test
    void formatsThatChangeNothingAreNotTold() {
        text.insert(0, "\n", Map.of("heading", true));
        text.insert(0, "x", Map.of());
        List<Delta> deltas = deltasOf(text);

        text.format(1, 1, Map.of("heading", true));
        text.insert(1, "y");

        assertThat(deltas.getLast())
                .isEqualTo(Delta.builder().retain(1).insert("y").build());
        assertThat(text.toDelta())
                .isEqualTo(Delta.builder()
                        .insert("xy")
                        .insert("\n", Map.of("heading", true))
                        .build());
    }

    @Test
    void deletingAFormattedRangeTakesItsFormatsAlong() {
        text.insert(0, "ab", BOLD);
        text.delete(0, 2);
        int structsThatLive = 0;

        assertThat(text.toDelta().ops()).hasSize(structsThatLive);
        assertThat(doc.deleteSet().contains(1, 0)).isTrue();
        assertThat(doc.deleteSet().contains(1, 3)).isTrue();
    }

    @Test
    void deletingWithinAFormattedRangeKeepsTheFormat() {
        text.insert(0, "1234");
        text.format(1, 2, BOLD);

        text.delete(1, 1);

        assertThat(text.toDelta())
                .isEqualTo(Delta.builder()
                        .insert("1")
                        .insert("3", BOLD)
                        .insert("4")
                        .build());
    }

    @Test
    void insertedTextTakesOnTheFormatsAroundUnlessTheyAreGiven() {
        text.insert(0, "ab", BOLD);

        text.insert(1, "x");
        text.insert(1, "y", Map.of());

        assertThat(text.toDelta())
                .isEqualTo(Delta.builder()
                        .insert("a", BOLD)
                        .insert("y")
                        .insert("xb", BOLD)
                        .build());
    }

    @Test
    void attributesOfTheTextAsAWholeAreKeysOfIt() {
        List<YEvent.Action> actions = new ArrayList<>();
        text.observe(event -> actions.add(event.keys().get("test").action()));

        text.setAttribute("test", 42);

        assertThat(text.getAttribute("test")).isEqualTo(42);
        assertThat(text.getAttributes()).isEqualTo(Map.of("test", 42));
        text.removeAttribute("test");
        assertThat(text.getAttributes()).isEmpty();
        assertThat(actions).containsExactly(YEvent.Action.ADD, YEvent.Action.DELETE);
    }

    @Test
    void aTextThatIsNoPartOfADocumentKeepsItsEditsUntilItIs() {
        var nested = new YText("abc");
        nested.format(0, 1, BOLD);
        nested.insert(3, "d");

        doc.getMap("map").set("text", nested);

        assertThat(nested.toDelta())
                .isEqualTo(Delta.builder().insert("a", BOLD).insert("bcd").build());
        assertThat(doc.toJson()).containsEntry("map", Map.of("text", "abcd"));
    }

    @Test
    void aCopyHasTheFormatsAndIsAnotherText() {
        text.insert(0, "ab", BOLD);
        text.insertEmbed(2, Map.of("image", "x"));

        YText copy = text.copy();
        doc.getMap("map").set("copy", copy);
        text.delete(0, 3);

        assertThat(copy.toDelta())
                .isEqualTo(Delta.builder()
                        .insert("ab", BOLD)
                        .insert(Map.of("image", "x"))
                        .build());
    }

    @Test
    void lineBreaksInsertedManyTimesAtPlacesInUseStayInOrder() {
        text.insert(0, "0123456789".repeat(10));
        for (int i = 0; i < 100; i++) {
            text.insert(i * 2, "\n");
            text.delete(i * 2, 1);
            text.insert(i * 2, "x");
        }

        assertThat(text.toString()).hasSize(200).startsWith("x0x1x2").endsWith("x8x9");
        exchange();
    }

    @Test
    void rangesBeyondTheEndAreRefused() {
        text.insert(0, "abc");

        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> text.insert(4, "x"));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> text.delete(2, 2));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> text.format(0, 4, BOLD));
        assertThat(text).hasToString("abc");
    }

    @Test
    void theLineBreakThatQuillEndsItsContentWithCanBeLeftOut() {
        Delta content = Delta.builder().insert("a\n").build();

        text.applyDelta(content, false);
        assertThat(text).hasToString("a");
        text.applyDelta(content);
        assertThat(text).hasToString("a\na");
    }
}
