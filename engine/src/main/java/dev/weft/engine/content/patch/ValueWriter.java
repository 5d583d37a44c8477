package dev.weft.engine.content.patch;

import dev.weft.crdt.Doc;
import dev.weft.crdt.YArray;
import dev.weft.crdt.YMap;
import dev.weft.crdt.YText;
import dev.weft.crdt.YType;
import dev.weft.engine.content.Field;
import dev.weft.engine.content.diff.ListDiff;
import dev.weft.engine.content.document.TextWriter;
import dev.weft.engine.content.draft.PlainJson;
import dev.weft.lib0.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes what is at a place of a document show another JSON value, by editing what is there as far as its kind and its id allow. */
final class ValueWriter {
    private final Doc doc;
    private final Weight weight;

    ValueWriter(Doc doc, Weight weight) {
        this.doc = doc;
        this.weight = weight;
    }

    /** The root of a name; one that every workflow has is made if it isn't there. */
    YType root(String name) {
        YType known = doc.root(name);
        if (known != null) {
            return known;
        }
        return switch (Shape.ofRoot(name)) {
            case MAP -> doc.getMap(name);
            case LIST -> doc.getArray(name);
            case ANY -> throw new DoesNotFitException("there is no root \"" + name + "\"");
        };
    }

    /** Roots that the value doesn't have would have to be removed, which can't be. */
    void writeDocument(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> roots)) {
            throw new DoesNotFitException("a document is an object, not " + PlainJson.kindOf(value));
        }
        for (String name : doc.rootNames()) {
            if (!roots.containsKey(name)) {
                throw new DoesNotFitException("a root can't be removed: replace \"" + name + "\" by an empty one");
            }
        }
        roots.forEach((name, content) -> writeRoot(name.toString(), content));
    }

    void writeRoot(String name, @Nullable Object value) {
        YType root = rootFor(name, value);
        JsonPointer path = new JsonPointer(List.of(name));
        if (root instanceof YMap map && value instanceof Map<?, ?> entries) {
            syncMap(map, path, entries);
        } else if (root instanceof YArray array && value instanceof List<?> elements) {
            syncArray(array, path, elements);
        } else if (root instanceof YText text && value instanceof String characters) {
            writeText(text, characters);
        } else {
            throw new DoesNotFitException("the root \"" + name + "\" is " + PlainJson.kindOf(root) + ", which "
                    + PlainJson.kindOf(value) + " can't take the place of");
        }
    }

    private YType rootFor(String name, @Nullable Object value) {
        if (doc.root(name) != null || Shape.ofRoot(name) != Shape.ANY) {
            return root(name);
        }
        return switch (value) {
            case Map<?, ?> _ -> doc.getMap(name);
            case List<?> _ -> doc.getArray(name);
            case String _ -> doc.getText(name);
            case null, default ->
                throw new DoesNotFitException("a root is an object, a list or a text, not " + PlainJson.kindOf(value));
        };
    }

    void writeEntry(YMap map, String key, JsonPointer path, @Nullable Object value) {
        if (!map.has(key) || !edit(map.get(key), path, value)) {
            map.set(key, Shape.shaped(path, value, false));
        }
    }

    void writeElement(YArray array, int index, JsonPointer path, @Nullable Object value) {
        Object element = array.get(index);
        if (!isSameMember(element, value) || !edit(element, path, value)) {
            Object shaped = shapedFor(array, path, value);
            array.delete(index);
            array.insert(index, shaped);
        }
    }

    void insert(YArray array, int index, JsonPointer path, @Nullable Object value) {
        array.insert(index, shapedFor(array, path, value));
    }

    private static @Nullable Object shapedFor(YArray array, JsonPointer path, @Nullable Object value) {
        boolean amongMaps = array.toList().stream().anyMatch(YMap.class::isInstance);
        return Shape.shaped(path, value, amongMaps);
    }

    /** Edits a value in place; false, and nothing is changed, if it can't become the other that way. */
    private boolean edit(@Nullable Object existing, JsonPointer path, @Nullable Object value) {
        Shape.check(path, value);
        if (existing instanceof YText text && value instanceof String characters) {
            writeText(text, characters);
            return true;
        }
        if (existing instanceof YMap map && value instanceof Map<?, ?> entries) {
            syncMap(map, path, entries);
            return true;
        }
        if (existing instanceof YArray array && value instanceof List<?> elements) {
            syncArray(array, path, elements);
            return true;
        }
        return !(existing instanceof YType)
                && !Shape.isShared(path, value)
                && PlainJson.same(PlainJson.shown(existing), value);
    }

    /** Whether an element would be the same one with another value: both have one id, or neither has any. */
    private static boolean isSameMember(@Nullable Object element, @Nullable Object value) {
        return PlainJson.same(idOf(PlainJson.shown(element)), idOf(value));
    }

    private static @Nullable Object idOf(@Nullable Object json) {
        return json instanceof Map<?, ?> map ? map.get(Field.ID) : null;
    }

    private void writeText(YText text, String characters) {
        weight.put(text.length());
        TextWriter.write(text, characters);
    }

    private void syncMap(YMap map, JsonPointer path, Map<?, ?> entries) {
        weight.put(map.size());
        map.keys().stream().filter(key -> !entries.containsKey(key)).forEach(map::delete);
        entries.forEach((key, value) -> writeEntry(map, key.toString(), path.child(key.toString()), value));
    }

    /** Keeps elements whose ids, or whose values if they have none, are in both lists in the same order. */
    private void syncArray(YArray array, JsonPointer path, List<?> elements) {
        List<Object> old = new ArrayList<>();
        array.toList().forEach(element -> old.add(keyOf(weight.of(PlainJson.shown(element)))));
        List<Object> young = new ArrayList<>();
        elements.forEach(element -> young.add(keyOf(element)));
        JsonPointer elementPath = path.child("0");
        int index = 0;
        int next = 0;
        for (ListDiff.Change change : ListDiff.between(old, young)) {
            while (next < change.newStart()) {
                writeElement(array, index++, elementPath, elements.get(next++));
            }
            if (change.deleted() > 0) {
                array.delete(index, change.deleted());
            }
            while (next < change.newEnd()) {
                insert(array, index++, elementPath, elements.get(next++));
            }
        }
        while (next < elements.size()) {
            writeElement(array, index++, elementPath, elements.get(next++));
        }
    }

    private static Object keyOf(@Nullable Object json) {
        return idOf(json) instanceof String id ? id : JsonText.of(PlainJson.toAny(json));
    }
}
