package dev.weft.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Behaviours that Yjs's {@code tests/undo-redo.tests.js} covers, and some of our own; which is which stands in
 * docs/yjs-test-suite.md.
 */
class UndoManagerTest {
    private final TurnedClock clock = new TurnedClock();
    private final UndoOptions options = UndoOptions.defaults().withClock(clock);
    private final UndoOptions eachChange = options.withCaptureTimeout(Duration.ZERO);
    private final Replicas replicas = Replicas.of(2);
    private final Doc doc = replicas.doc(0);
    private final Doc other = replicas.doc(1);

    @Test
    void anEndlessTimeoutStillEndsWithStopCapturing() {
        YArray array = doc.getArray("array");
        var undo = new UndoManager(array, options.withCaptureTimeout(UndoOptions.FOREVER));

        array.push(1, 2, 3);
        clock.turn(Duration.ofDays(1000));
        array.push("still the same step");
        undo.stopCapturing();
        array.push(4, 5, 6);
        undo.undo();

        assertThat(array.toList()).containsExactly(1, 2, 3, "still the same step");
    }

    @Test
    void changesFurtherApartThanTheTimeoutAreStepsOfTheirOwn() {
        YText text = doc.getText("text");
        var undo = new UndoManager(text, options);

        text.insert(0, "a");
        clock.turn(Duration.ofMillis(499));
        text.insert(1, "b");
        clock.turn(Duration.ofMillis(500));
        text.insert(2, "c");

        assertThat(undo.undoStack()).hasSize(2);
        undo.undo();
        assertThat(text).hasToString("ab");
        undo.undo();
        assertThat(text).hasToString("");
    }

    @Test
    void whatOneStepInsertedAndDeletedDoesNotComeBack() {
        YText text = doc.getText("text");
        var undo = new UndoManager(text, options);

        text.insert(0, "test");
        text.delete(0, 4);
        undo.undo();

        assertThat(text).hasToString("");
    }

    @Test
    void undoFollowsWhatTookThePlaceOfADeletedItem() {
        YText text = doc.getText("text");
        var undo = new UndoManager(text, options);
        text.insert(0, "a");
        undo.stopCapturing();
        text.delete(0, 1);
        undo.stopCapturing();

        undo.undo();
        assertThat(text).hasToString("a");
        undo.undo();
        assertThat(text).hasToString("");
    }

    @Test
    void undoOfTextLeavesWhatOthersDid() {
        YText text = doc.getText("text");
        YText others = other.getText("text");
        var undo = new UndoManager(text, options);
        text.insert(0, "abc");
        others.insert(0, "xyz");
        replicas.exchangeEverything();

        undo.undo();
        assertThat(text).hasToString("xyz");
        undo.redo();
        assertThat(text).hasToString("abcxyz");
        replicas.exchangeEverything();
        others.delete(0, 1);
        replicas.exchangeEverything();
        undo.undo();
        assertThat(text).hasToString("xyz");
        undo.redo();
        assertThat(text).hasToString("bcxyz");
    }

    @Test
    void formatsAreUndoneAndRedone() {
        YText text = doc.getText("text");
        text.insert(0, "bcxyz");
        var undo = new UndoManager(text, options);
        Delta formatted = Delta.builder()
                .insert("b")
                .insert("cxy", Map.of("bold", true))
                .insert("z")
                .build();

        text.format(1, 3, Map.of("bold", true));
        assertThat(text.toDelta()).isEqualTo(formatted);
        undo.undo();
        assertThat(text.toDelta()).isEqualTo(Delta.builder().insert("bcxyz").build());
        undo.redo();
        assertThat(text.toDelta()).isEqualTo(formatted);
    }

    @Test
    void scopeMayBeEmptyAtFirst() {
        var undo = new UndoManager(doc, List.of(), options);
        YArray array = doc.getArray("array");
        undo.addToScope(array);

        array.insert(0, 1);
        undo.undo();

        assertThat(array.length()).isZero();
    }

    @Test
    void aTypeOfAnotherDocumentIsRefused() {
        var undo = new UndoManager(doc, options);

        assertThatThrownBy(() -> undo.addToScope(other.getText("text"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void wholeDocumentMayBeTheScope() {
        var undo = new UndoManager(doc, options);

        doc.getArray("array").insert(0, 1);
        doc.getMap("map").set("k", "v");
        undo.undo();

        assertThat(doc.getArray("array").length()).isZero();
        assertThat(doc.getMap("map").size()).isZero();
    }

    @Test
    void anUpdateThatWasUndoneAsRejectedStaysOnTheOtherSide() {
        // A server that applies an update tentatively, and takes it back: its own document is as before.
        var tentative = new Object();
        YMap map = doc.getMap("map");
        map.set("accepted", 1);
        replicas.exchangeEverything();
        var undo = new UndoManager(doc, options.withTrackedOrigins(Set.of(tentative)));
        other.getMap("map").set("accepted", 2);
        other.getMap("map").set("more", 3);

        doc.applyUpdate(other.encodeStateAsUpdate(doc.encodeStateVector()), tentative);
        assertThat(map.toMap()).isEqualTo(Map.of("accepted", 2, "more", 3));
        undo.undo();
        replicas.exchangeEverything();

        assertThat(map.toMap()).isEqualTo(Map.of("accepted", 1));
        assertThat(other.getMap("map").toMap()).isEqualTo(Map.of("accepted", 1));
    }

    @Test
    void undoingTwiceInVainHarmsNothing() {
        YText text = doc.getText("text");
        text.insert(0, "1221");
        var undo = new UndoManager(text, options);
        text.insert(2, "3");
        text.insert(3, "3");

        undo.undo();
        assertThat(undo.undo()).isNull();
        text.insert(2, "3");

        assertThat(text).hasToString("12321");
    }

    @Test
    void mapValuesComeBackUnlessSomebodyElseSetTheKey() {
        YMap map = doc.getMap("map");
        map.set("a", 0);
        var undo = new UndoManager(map, options);
        map.set("a", 1);
        undo.undo();
        assertThat(map.get("a")).isEqualTo(0);
        undo.redo();
        assertThat(map.get("a")).isEqualTo(1);

        var nested = new YMap();
        map.set("a", nested);
        nested.set("x", 42);
        assertThat(map.toJson()).isEqualTo(Map.of("a", Map.of("x", 42)));
        undo.undo();
        assertThat(map.get("a")).isEqualTo(1);
        undo.redo();
        assertThat(map.toJson()).isEqualTo(Map.of("a", Map.of("x", 42)));

        replicas.exchangeEverything();
        other.getMap("map").set("a", 44);
        replicas.exchangeEverything();
        undo.undo();
        assertThat(map.get("a")).isEqualTo(44);
        undo.redo();
        assertThat(map.get("a")).isEqualTo(44);
    }

    @Test
    void severalValuesOfOneKeyInOneStepAreUndoneTogether() {
        YMap map = doc.getMap("map");
        var undo = new UndoManager(map, options);
        map.set("b", "initial");
        undo.stopCapturing();
        map.set("b", "val1");
        map.set("b", "val2");
        undo.stopCapturing();

        undo.undo();

        assertThat(map.get("b")).isEqualTo("initial");
    }

    @Test
    void arraysAndNestedTypesAreUndoneStepByStep() {
        YArray array = doc.getArray("array");
        YArray others = other.getArray("array");
        var undo = new UndoManager(array, options);
        array.insert(0, 1, 2, 3);
        others.insert(0, 4, 5, 6);
        replicas.exchangeEverything();
        assertThat(array.toList()).containsExactly(1, 2, 3, 4, 5, 6);
        undo.undo();
        assertThat(array.toList()).containsExactly(4, 5, 6);
        undo.redo();
        assertThat(array.toList()).containsExactly(1, 2, 3, 4, 5, 6);
        replicas.exchangeEverything();
        others.delete(0, 1);
        replicas.exchangeEverything();
        undo.undo();
        assertThat(array.toList()).containsExactly(4, 5, 6);
        undo.redo();
        assertThat(array.toList()).containsExactly(2, 3, 4, 5, 6);

        array.delete(0, 5);
        var map = new YMap();
        array.insert(0, map);
        undo.stopCapturing();
        map.set("a", 1);
        assertThat(array.toJson()).containsExactly(Map.of("a", 1));
        undo.undo();
        assertThat(array.toJson()).containsExactly(Map.of());
        undo.undo();
        assertThat(array.toJson()).containsExactly(2, 3, 4, 5, 6);
        undo.redo();
        assertThat(array.toJson()).containsExactly(Map.of());
        undo.redo();
        assertThat(array.toJson()).containsExactly(Map.of("a", 1));
        replicas.exchangeEverything();
        ((YMap) others.get(0)).set("b", 2);
        replicas.exchangeEverything();
        assertThat(array.toJson()).containsExactly(Map.of("a", 1, "b", 2));
        undo.undo();
        assertThat(array.toJson()).containsExactly(Map.of("b", 2));
        undo.undo();
        assertThat(array.toJson()).containsExactly(2, 3, 4, 5, 6);
        undo.redo();
        assertThat(array.toJson()).containsExactly(Map.of("b", 2));
        undo.redo();
        assertThat(array.toJson()).containsExactly(Map.of("a", 1, "b", 2));
    }

    @Test
    void xmlWithFormatsComesBackWhole() {
        YXmlElement xml = doc.getXmlElement("xml");
        var undo = new UndoManager(xml, options);
        var child = new YXmlElement("p");
        xml.insert(0, child);
        var text = new YXmlText("content");
        child.insert(0, text);
        assertThat(xml).hasToString("<undefined><p>content</p></undefined>");

        undo.stopCapturing();
        text.format(3, 4, Map.of("bold", Map.of()));
        assertThat(xml).hasToString("<undefined><p>con<bold>tent</bold></p></undefined>");
        undo.undo();
        assertThat(xml).hasToString("<undefined><p>content</p></undefined>");
        undo.redo();
        assertThat(xml).hasToString("<undefined><p>con<bold>tent</bold></p></undefined>");
        xml.delete(0, 1);
        assertThat(xml).hasToString("<undefined></undefined>");
        undo.undo();
        assertThat(xml).hasToString("<undefined><p>con<bold>tent</bold></p></undefined>");
    }

    @Test
    void listenersKeepNotesWithTheStep() {
        YText text = doc.getText("text");
        var undo = new UndoManager(text, options);
        List<Object> received = new ArrayList<>();
        List<StackItemEvent.Type> types = new ArrayList<>();
        undo.onStackItemAdded(event -> {
            assertThat(event.changedParentTypes()).containsKey(text);
            types.add(event.type());
            event.stackItem().meta().put("note", types.size());
        });
        undo.onStackItemPopped(event -> {
            assertThat(event.changedParentTypes()).containsKey(text);
            assertThat(event.origin()).isSameAs(undo);
            received.add(event.stackItem().meta().get("note"));
        });

        text.insert(0, "abc");
        undo.undo();
        undo.redo();

        assertThat(received).containsExactly(1, 2);
        assertThat(types).containsExactly(StackItemEvent.Type.UNDO, StackItemEvent.Type.REDO, StackItemEvent.Type.UNDO);
    }

    @Test
    void listenersLearnWhatWasUpdatedAndCleared() {
        YText text = doc.getText("text");
        var undo = new UndoManager(text, options);
        List<Object> events = new ArrayList<>();
        undo.onStackItemUpdated(event -> events.add(event.stackItem()));
        undo.onStackCleared(events::add);
        text.insert(0, "a");
        StackItem step = undo.undoStack().getLast();

        text.insert(1, "b");
        undo.undo();
        undo.clear();
        undo.clear();

        assertThat(events).containsExactly(step, new StackClearedEvent(true, true));
        assertThat(undo.canUndo() || undo.canRedo()).isFalse();
    }

    @Test
    void aClassStandsForOriginsOfThatClass() {
        YText text = doc.getText("text");
        var undo = new UndoManager(text, options.withTrackedOrigins(Set.of(Integer.class)));

        doc.transact(_ -> text.insert(0, "abc"), 42);
        undo.undo();

        assertThat(text).hasToString("");
    }

    @Test
    void transactionsOfOtherOriginsAreNoSteps() {
        YText text = doc.getText("text");
        var undo = new UndoManager(text, options);

        doc.transact(_ -> text.insert(0, "abc"), "import");
        assertThat(undo.canUndo()).isFalse();
        undo.addTrackedOrigin("import");
        doc.transact(_ -> text.insert(3, "d"), "import");
        undo.removeTrackedOrigin("import");
        doc.transact(_ -> text.insert(4, "e"), "import");
        undo.undo();

        assertThat(text).hasToString("abce");
    }

    @Test
    void captureTransactionMayLeaveSomeOut() {
        YText text = doc.getText("text");
        var undo = new UndoManager(
                text,
                options.withCaptureTransaction(
                        transaction -> !transaction.meta().containsKey("silent")));

        doc.transact(transaction -> {
            transaction.meta().put("silent", true);
            text.insert(0, "a");
        });

        assertThat(undo.canUndo()).isFalse();
    }

    @Test
    void onlyTypesInScopeAreUndone() {
        YArray array = doc.getArray("array");
        var first = new YText();
        var second = new YText();
        array.insert(0, first, second);
        var undo = new UndoManager(first, options);
        var undoBoth = new UndoManager(doc, List.of(first, second), options);

        second.insert(0, "abc");

        assertThat(undo.undoStack()).isEmpty();
        assertThat(undoBoth.undoStack()).hasSize(1);
        undo.undo();
        assertThat(second).hasToString("abc");
        undoBoth.undo();
        assertThat(second).hasToString("");
    }

    @Test
    void embeddedTypesAreUndone() {
        YText text = doc.getText("text");
        var undo = new UndoManager(text, options);
        var nested = new YText("initial text");
        undo.stopCapturing();
        text.insertEmbed(0, nested, Map.of("bold", true));
        undo.stopCapturing();
        nested.delete(0, nested.length());
        nested.insert(0, "other text");
        assertThat(nested).hasToString("other text");

        undo.undo();
        assertThat(nested).hasToString("initial text");
        undo.undo();
        assertThat(text.length()).isZero();
    }

    @Test
    void deleteFilterProtectsWhatUndoWouldDelete() {
        YArray array = doc.getArray("array");
        var undo = new UndoManager(
                array, options.withDeleteFilter(item -> item.type() instanceof YMap map && map.size() == 0));
        array.insert(0, YMap.of(Map.of("hi", 1)), new YMap());

        undo.undo();

        assertThat(array.length()).isEqualTo(1);
        assertThat(((YMap) array.get(0)).keys()).containsExactly("hi");
    }

    @Test
    void stepsThatChangeNothingAreSkipped() {
        Doc one = new Doc(DocOptions.defaults().withClientId(1));
        Doc two = new Doc(DocOptions.defaults().withClientId(2));
        Replicas.connect(one, two);
        YArray array = one.getArray("array");
        YArray array2 = two.getArray("array");
        YMap map = YMap.of(Map.of("hello", "world"));
        array.push(map);
        YMap map2 = YMap.of(Map.of("key", "value"));
        array.push(map2);
        var undo = new UndoManager(array, options.withTrackedOrigins(Set.of("one")));
        var undo2 = new UndoManager(array2, options.withTrackedOrigins(Set.of("two")));
        one.transact(_ -> map2.set("key", "value modified"), "one");
        undo.stopCapturing();
        one.transact(_ -> map.set("hello", "world modified"), "one");
        two.transact(_ -> array2.delete(0), "two");

        undo2.undo();
        undo.undo();

        assertThat(map2.get("key")).isEqualTo("value");
    }

    /** See https://github.com/yjs/yjs/issues/317 and 343. */
    @Test
    void replacedNestedTypesComeBackInOrder() {
        Doc kept = new Doc(DocOptions.defaults().withGc(false));
        YMap design = kept.getMap("design");
        var undo = new UndoManager(design, eachChange);
        var text = new YMap();
        for (int i = 1; i <= 4; i++) {
            int number = i;
            kept.transact(_ -> {
                text.set("blocks", YMap.of(Map.of("text", String.valueOf(number))));
                if (number == 1) {
                    design.set("text", text);
                }
            });
        }
        List<Object> seen = new ArrayList<>();

        for (int i = 0; i < 4; i++) {
            undo.undo();
            seen.add(design.toJson());
        }
        for (int i = 0; i < 4; i++) {
            undo.redo();
            seen.add(design.toJson());
        }

        assertThat(seen)
                .containsExactly(
                        blocks("3"),
                        blocks("2"),
                        blocks("1"),
                        Map.of(),
                        blocks("1"),
                        blocks("2"),
                        blocks("3"),
                        blocks("4"));
    }

    private static Map<String, Object> blocks(String text) {
        return Map.of("text", Map.of("blocks", Map.of("text", text)));
    }

    /** See https://github.com/yjs/yjs/issues/355. */
    @Test
    void manyStepsOfANestedMapAreRedoneOneByOne() {
        YMap root = doc.getMap("root");
        var undo = new UndoManager(root, options);
        YMap point = YMap.of(Map.of("x", 0, "y", 0));
        root.set("a", point);
        undo.stopCapturing();
        for (int i = 100; i <= 300; i += 100) {
            point.set("x", i);
            point.set("y", i);
            undo.stopCapturing();
        }
        for (int i = 200; i >= 0; i -= 100) {
            undo.undo();
            assertThat(point.toJson()).isEqualTo(Map.of("x", i, "y", i));
        }
        undo.undo();
        assertThat(root.has("a")).isFalse();

        undo.redo();
        YMap again = (YMap) root.get("a");
        assertThat(again.toJson()).isEqualTo(Map.of("x", 0, "y", 0));
        for (int i = 100; i <= 300; i += 100) {
            undo.redo();
            assertThat(again.toJson()).isEqualTo(Map.of("x", i, "y", i));
        }
    }

    /** See https://github.com/yjs/yjs/issues/304. */
    @Test
    void attributesOfARedoneElementAreRedoneToo() {
        YXmlFragment fragment = doc.getXmlFragment("t");
        var undo = new UndoManager(fragment, eachChange.withTrackedOrigins(Set.of("origin")));
        doc.transact(
                _ -> {
                    var element = new YXmlElement("test-node");
                    element.setAttribute("a", "100");
                    element.setAttribute("b", "0");
                    fragment.insert(0, element);
                },
                "origin");
        YXmlElement element = (YXmlElement) fragment.get(0);
        doc.transact(_ -> element.setAttribute("a", "200"), "origin");
        doc.transact(
                _ -> {
                    element.setAttribute("a", "180");
                    element.setAttribute("b", "50");
                },
                "origin");

        for (int i = 0; i < 3; i++) {
            undo.undo();
        }
        for (int i = 0; i < 3; i++) {
            undo.redo();
        }

        assertThat(fragment).hasToString("<test-node a=\"180\" b=\"50\"></test-node>");
    }

    /** See https://github.com/yjs/yjs/issues/392. */
    @Test
    void undoOfAFormatReachesOthersUnharmed() {
        YText text = doc.getText("text");
        text.insert(0, "Attack ships on fire off the shoulder of Orion.");
        replicas.exchangeEverything();
        var undo = new UndoManager(text, options);
        text.format(13, 7, Map.of("bold", true));
        undo.stopCapturing();
        replicas.exchangeEverything();
        var noBold = new HashMap<String, Object>();
        noBold.put("bold", null);
        text.format(16, 4, noBold);
        undo.stopCapturing();
        replicas.exchangeEverything();

        undo.undo();
        replicas.exchangeEverything();

        Delta expected = Delta.builder()
                .insert("Attack ships ")
                .insert("on fire", Map.of("bold", true))
                .insert(" off the shoulder of Orion.")
                .build();
        assertThat(text.toDelta()).isEqualTo(expected);
        assertThat(other.getText("text").toDelta()).isEqualTo(expected);
    }

    @Test
    void ignoringRemoteMapChangesOverwritesThem() {
        Doc one = new Doc(DocOptions.defaults().withClientId(1));
        Doc two = new Doc(DocOptions.defaults().withClientId(2));
        Replicas.connect(one, two);
        YMap map1 = one.getMap("map");
        YMap map2 = two.getMap("map");
        var undo = new UndoManager(map1, options.withIgnoreRemoteMapChanges(true));
        map1.set("x", 1);
        map2.set("x", 2);
        map1.set("x", 3);
        map2.set("x", 4);

        undo.undo();

        assertThat(map1.get("x")).isEqualTo(2);
        assertThat(map2.get("x")).isEqualTo(2);
    }

    /** See https://github.com/yjs/yjs/issues/447. */
    @Test
    void anElementChangedAndDeletedInOneStepComesBackUnchanged() {
        YXmlFragment fragment = doc.getXmlFragment("xml");
        var undo = new UndoManager(fragment, options.withTrackedOrigins(Set.of("undoable")));
        doc.transact(_ -> {
            var element = new YXmlElement("test");
            element.setAttribute("a", "1");
            element.setAttribute("b", "2");
            fragment.insert(0, element);
        });
        doc.transact(
                _ -> {
                    ((YXmlElement) fragment.get(0)).setAttribute("b", "3");
                    fragment.delete(0);
                },
                "undoable");
        assertThat(fragment).hasToString("");

        undo.undo();

        assertThat(fragment).hasToString("<test a=\"1\" b=\"2\"></test>");
    }

    /** See https://github.com/yjs/yjs/issues/500. */
    @Test
    void deletedMapEntriesComeBackOneByOne() {
        YMap map = doc.getMap("map");
        var undo = new UndoManager(map, eachChange);
        for (String value : List.of("a", "b", "c")) {
            map.set("a", value);
            map.delete("a");
        }
        map.set("a", "d");
        List<Object> seen = new ArrayList<>();

        for (int i = 0; i < 6; i++) {
            undo.undo();
            seen.add(map.toJson());
        }

        assertThat(seen)
                .containsExactly(Map.of(), Map.of("a", "c"), Map.of(), Map.of("a", "b"), Map.of(), Map.of("a", "a"));
    }

    @Test
    void observersSeeTheStepThatIsBeingUndone() {
        YText text = doc.getText("text");
        var undo = new UndoManager(text, options);
        undo.onStackItemAdded(event -> event.stackItem().meta().put("str", "42"));
        List<Object> seen = new ArrayList<>();
        text.observe(event -> {
            if (event.transaction().origin() == undo) {
                seen.add((undo.isUndoing() ? "undo " : "redo ")
                        + undo.currentStackItem().meta().get("str"));
            }
        });

        text.insert(0, "abc");
        undo.undo();
        undo.redo();

        assertThat(seen).containsExactly("undo 42", "redo 42");
        assertThat(undo.currentStackItem()).isNull();
    }

    /** See https://github.com/yjs/yjs/issues/757. */
    @Test
    void aKeyOfARedoneMapIsSetThereAndNotInTheOldOne() {
        YMap root = doc.getMap("root");
        var undo = new UndoManager(root, eachChange);
        root.set("m", YMap.of(Map.of("k", 1)));
        ((YMap) root.get("m")).set("k", 2);
        root.delete("m");
        undo.undo();
        undo.undo();
        replicas.exchangeEverything();

        assertThat(root.toJson()).isEqualTo(Map.of("m", Map.of("k", 1)));
        assertThat(other.getMap("root").toJson()).isEqualTo(root.toJson());
    }

    @Test
    void subdocumentsComeBack() {
        YArray array = doc.getArray("array");
        var undo = new UndoManager(array, options);
        array.insert(0, new Doc(DocOptions.defaults().withGuid("sub")));

        undo.undo();
        assertThat(doc.subdocGuids()).isEmpty();
        undo.redo();

        assertThat(array.length()).isEqualTo(1);
        assertThat(doc.subdocGuids()).containsExactly("sub");
    }

    @Test
    void whatUndoNeedsSurvivesGarbageCollectionUntilTheStepIsForgotten() {
        YText text = doc.getText("text");
        text.insert(0, "a".repeat(1000));
        var undo = new UndoManager(text, eachChange);
        text.delete(0, 1000);
        int kept = doc.encodeStateAsUpdate().length;

        undo.clear();
        text.insert(0, "b");
        text.delete(0, 1);
        undo.clear();

        // As in Yjs, only what is deleted from now on is collected: the old content stays until the document is loaded
        // anew.
        assertThat(kept).isGreaterThan(1000);
        var reloaded = new Doc();
        reloaded.applyUpdate(doc.encodeStateAsUpdate());
        assertThat(reloaded.encodeStateAsUpdate().length).isLessThan(100);
    }

    @Test
    void aDestroyedManagerCapturesNothing() {
        YText text = doc.getText("text");
        var undo = new UndoManager(text, options);
        undo.destroy();

        text.insert(0, "a");

        assertThat(undo.canUndo()).isFalse();
    }

    @Test
    void redoIsForgottenWithTheNextChange() {
        YText text = doc.getText("text");
        var undo = new UndoManager(text, options);
        text.insert(0, "a");
        undo.undo();

        text.insert(0, "b");

        assertThat(undo.canRedo()).isFalse();
        assertThat(undo.redo()).isNull();
        assertThat(text).hasToString("b");
    }

    @Test
    void deeplyNestedTypesComeBackWithoutRecursion() {
        int depth = 20_000;
        YMap root = doc.getMap("root");
        var undo = new UndoManager(doc, eachChange);
        doc.transact(_ -> {
            YMap inner = root;
            for (int i = 0; i < depth; i++) {
                var next = new YMap();
                inner.set("k", next);
                inner = next;
            }
            inner.set("end", true);
        });
        root.delete("k");

        undo.undo();

        Object inner = root;
        for (int i = 0; i < depth; i++) {
            inner = ((YMap) inner).get("k");
        }
        assertThat(((YMap) inner).get("end")).isEqualTo(true);
    }
}
