package dev.weft.testkit.differential;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.crdt.Delta;
import dev.weft.crdt.Doc;
import dev.weft.crdt.YArray;
import dev.weft.crdt.YMap;
import dev.weft.crdt.YText;
import dev.weft.crdt.YType;
import dev.weft.crdt.YXmlElement;
import dev.weft.crdt.YXmlFragment;
import dev.weft.crdt.YXmlHook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Draws an edit, does it to our document, and writes it down for Yjs ({@code edits} in {@code src/main/yjs/script.mjs}). */
final class ScriptEditor {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_DEPTH = 5;

    /** A living type and how to get to it from the document. */
    record Place(YType type, ArrayNode path) {}

    private final SplittableRandom random;
    private final ScriptValues values;
    private final Map<String, String> roots;

    ScriptEditor(SplittableRandom random, Map<String, String> roots) {
        this.random = random;
        this.values = new ScriptValues(random);
        this.roots = roots;
    }

    /** One edit within the present transaction. */
    ObjectNode edit(Doc doc) {
        Place place = place(doc);
        ObjectNode edit = NODES.objectNode();
        edit.set("path", place.path);
        switch (place.type) {
            case YText text -> editText(text, edit);
            case YArray array -> editArray(doc, array, edit);
            case YMap map -> editMap(doc, map, edit);
            case YXmlFragment xml -> editXml(xml, edit);
            default -> throw new IllegalStateException("can't edit " + place.type.getClass());
        }
        return edit;
    }

    Place place(Doc doc) {
        String name = values.pick(List.copyOf(roots.keySet()));
        var place = new Place(root(doc, name), NODES.arrayNode().add(name));
        for (int depth = 0; depth < MAX_DEPTH && !values.oneIn(3); depth++) {
            List<Place> nested = nestedIn(place);
            if (nested.isEmpty()) {
                break;
            }
            place = values.pick(nested);
        }
        return place;
    }

    static YType root(Doc doc, String name, String kind) {
        return switch (kind) {
            case "text" -> doc.getText(name);
            case "map" -> doc.getMap(name);
            case "array" -> doc.getArray(name);
            case "xmlFragment" -> doc.getXmlFragment(name);
            case "xmlElement" -> doc.getXmlElement(name);
            case "xmlText" -> doc.getXmlText(name);
            default -> throw new IllegalArgumentException("no kind of root: " + kind);
        };
    }

    private YType root(Doc doc, String name) {
        return root(doc, name, roots.get(name));
    }

    private static List<Place> nestedIn(Place place) {
        return switch (place.type) {
            case YMap map -> {
                var nested = new ArrayList<Place>();
                map.keys().stream().sorted().forEach(key -> {
                    if (map.get(key) instanceof YType type) {
                        nested.add(new Place(type, place.path.deepCopy().add(key)));
                    }
                });
                yield nested;
            }
            case YArray array -> nestedIn(array.toList(), place.path);
            case YXmlFragment xml -> nestedIn(xml.toList(), place.path);
            default -> List.of();
        };
    }

    private static List<Place> nestedIn(List<? extends @Nullable Object> children, ArrayNode path) {
        return IntStream.range(0, children.size())
                .filter(index -> children.get(index) instanceof YType)
                .mapToObj(index ->
                        new Place((YType) children.get(index), path.deepCopy().add(index)))
                .toList();
    }

    private record Range(int index, int length) {}

    /** Mostly short; mostly not empty. */
    private Range range(int size) {
        int index = random.nextInt(size + 1);
        int length = values.oneIn(4) ? random.nextInt(size + 1) : random.nextInt(1, 4);
        return new Range(index, Math.min(length, size - index));
    }

    private void editText(YText text, ObjectNode edit) {
        Range range = range(text.length());
        edit.put("index", range.index);
        switch (random.nextInt(12)) {
            case 0 -> {
                edit.put("edit", "deleteText").put("length", range.length);
                text.delete(range.index, range.length);
            }
            case 1, 2 -> {
                ScriptValues.Value attributes = values.attributes();
                edit.put("edit", "format").put("length", range.length).set("attributes", attributes.theirs());
                text.format(range.index, range.length, map(attributes));
            }
            case 3 -> {
                ScriptValues.Value attributes = values.attributes();
                String word = values.word();
                edit.put("edit", "insertText").put("text", word).set("attributes", attributes.theirs());
                text.insert(range.index, word, map(attributes));
            }
            case 4 -> {
                ScriptValues.Value embed = values.embed();
                edit.put("edit", "insertEmbed").set("embed", embed.theirs());
                if (values.oneIn(2)) {
                    ScriptValues.Value attributes = values.attributes();
                    edit.set("attributes", attributes.theirs());
                    text.insertEmbed(range.index, embed.ours(), map(attributes));
                } else {
                    text.insertEmbed(range.index, embed.ours(), Map.of());
                }
            }
            case 5 -> {
                ScriptValues.Value value = values.any(0);
                String key = values.key();
                edit.put("edit", "setAttribute").put("key", key).set("value", value.theirs());
                text.setAttribute(key, value.ours());
            }
            case 6 -> {
                String key = values.key();
                edit.put("edit", "removeAttribute").put("key", key);
                text.removeAttribute(key);
            }
            case 7 -> applyDelta(text, edit, range);
            default -> {
                String word = values.word();
                edit.put("edit", "insertText").put("text", word);
                text.insert(range.index, word);
            }
        }
    }

    private void applyDelta(YText text, ObjectNode edit, Range range) {
        Delta.Builder delta = Delta.builder();
        ArrayNode theirs = edit.put("edit", "applyDelta").putArray("delta");
        if (range.index > 0) {
            ScriptValues.Value attributes = attributesOrNone();
            theirs.addObject().put("retain", range.index).set("attributes", attributes.theirs());
            delta.retain(range.index, map(attributes));
        }
        if (values.oneIn(2)) {
            ScriptValues.Value attributes = attributesOrNone();
            String word = values.word();
            theirs.addObject().put("insert", word).set("attributes", attributes.theirs());
            delta.insert(word, map(attributes));
        } else {
            ScriptValues.Value embed = values.embed();
            theirs.addObject().set("insert", embed.theirs());
            delta.insert(embed.ours());
        }
        if (range.length > 0) {
            theirs.addObject().put("delete", range.length);
            delta.delete(range.length);
        }
        text.applyDelta(delta.build());
    }

    private ScriptValues.Value attributesOrNone() {
        return values.oneIn(2) ? values.attributes() : new ScriptValues.Value(Map.of(), NODES.objectNode());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> map(ScriptValues.Value value) {
        return (Map<String, @Nullable Object>) value.ours();
    }

    private void editArray(Doc doc, YArray array, ObjectNode edit) {
        Range range = range(array.length());
        edit.put("index", range.index);
        if (values.oneIn(3)) {
            edit.put("edit", "delete").put("length", range.length);
            array.delete(range.index, range.length);
            return;
        }
        Place original = place(doc);
        if (values.oneIn(8) && isCopyable(original.type)) {
            edit.put("edit", "insertCopy").set("of", original.path);
            array.insert(range.index, original.type.copy());
            return;
        }
        List<@Nullable Object> elements = new ArrayList<>();
        ArrayNode theirs = edit.put("edit", "insert").putArray("values");
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            ScriptValues.Value element = values.element();
            elements.add(element.ours());
            theirs.add(element.theirs());
        }
        switch (random.nextInt(4)) {
            case 0 -> {
                edit.put("edit", "push");
                array.pushAll(elements);
            }
            case 1 -> {
                edit.put("edit", "unshift");
                array.unshift(elements.toArray());
            }
            default -> array.insertAll(range.index, elements);
        }
    }

    /** Yjs can't copy what holds subdocuments, types within texts, or types within hooks. */
    private static boolean isCopyable(@Nullable Object value) {
        return switch (value) {
            case Doc _ -> false;
            case YXmlHook hook ->
                hook.toMap().values().stream().noneMatch(member -> member instanceof YType || member instanceof Doc);
            case YMap map -> map.toMap().values().stream().allMatch(ScriptEditor::isCopyable);
            case YArray array -> array.toList().stream().allMatch(ScriptEditor::isCopyable);
            case YXmlFragment xml -> xml.toList().stream().allMatch(ScriptEditor::isCopyable);
            case YText text ->
                text.toDelta().ops().stream()
                        .noneMatch(op -> op instanceof Delta.Insert insert && insert.insert() instanceof YType);
            case null, default -> true;
        };
    }

    private void editMap(Doc doc, YMap map, ObjectNode edit) {
        String key = values.key();
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> {
                edit.put("edit", "remove").put("key", key);
                map.delete(key);
            }
            case 3 -> {
                edit.put("edit", "clear");
                map.clear();
            }
            case 4 -> {
                Place original = place(doc);
                if (isCopyable(original.type)) {
                    edit.put("edit", "setCopy").put("key", key).set("of", original.path);
                    map.set(key, original.type.copy());
                } else {
                    edit.put("edit", "remove").put("key", key);
                    map.delete(key);
                }
            }
            default -> {
                ScriptValues.Value value = values.value();
                edit.put("edit", "set").put("key", key).set("value", value.theirs());
                map.set(key, value.ours());
            }
        }
    }

    private void editXml(YXmlFragment xml, ObjectNode edit) {
        if (xml instanceof YXmlElement element && values.oneIn(3)) {
            editAttributes(element, edit);
            return;
        }
        Range range = range(xml.length());
        edit.put("index", range.index);
        if (values.oneIn(4)) {
            edit.put("edit", "delete").put("length", range.length);
            xml.delete(range.index, range.length);
            return;
        }
        List<YType> nodes = new ArrayList<>();
        ArrayNode theirs = edit.put("edit", "insert").putArray("values");
        for (int i = random.nextInt(1, 3); i > 0; i--) {
            ScriptValues.XmlNode node = values.xmlNode();
            nodes.add(node.ours());
            theirs.add(node.theirs());
        }
        if (values.oneIn(4)) {
            edit.put("edit", "insertBehind");
            if (range.index > 0) {
                edit.put("child", range.index - 1);
            }
            xml.insertAfter(range.index == 0 ? null : (YType) xml.get(range.index - 1), nodes.toArray(YType[]::new));
        } else {
            xml.insertAll(range.index, nodes);
        }
    }

    private void editAttributes(YXmlElement element, ObjectNode edit) {
        String key = values.key();
        if (values.oneIn(4)) {
            edit.put("edit", "removeAttribute").put("key", key);
            element.removeAttribute(key);
        } else {
            ScriptValues.Value value = values.any(0);
            edit.put("edit", "setAttribute").put("key", key).set("value", value.theirs());
            element.setAttribute(key, value.ours());
        }
    }
}
