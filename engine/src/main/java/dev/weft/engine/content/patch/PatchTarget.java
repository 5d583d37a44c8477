package dev.weft.engine.content.patch;

import dev.weft.crdt.Doc;
import dev.weft.crdt.YArray;
import dev.weft.crdt.YMap;
import dev.weft.crdt.YType;
import dev.weft.engine.content.draft.PlainJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A document as a patch sees it: one JSON value, changed at places. */
final class PatchTarget {
    private final Doc doc;
    private final ValueWriter writer;

    /** @param weight takes what has to be looked through */
    PatchTarget(Doc doc, Weight weight) {
        this.doc = doc;
        this.writer = new ValueWriter(doc, weight);
    }

    /** The JSON value at a place. */
    @Nullable
    Object get(JsonPointer path) {
        if (path.isDocument()) {
            return doc.toJson();
        }
        Object value = writer.root(path.tokens().getFirst());
        for (String token : path.tokens().subList(1, path.tokens().size())) {
            value = step(value, token);
        }
        return PlainJson.shown(value);
    }

    private static @Nullable Object step(@Nullable Object value, String token) {
        return switch (value) {
            case YMap map when map.has(token) -> map.get(token);
            case YArray array -> array.get(PlainPatch.existingIndex(token, array.length()));
            case Map<?, ?> map when map.containsKey(token) -> map.get(token);
            case List<?> list -> list.get(PlainPatch.existingIndex(token, list.size()));
            case YMap _, Map<?, ?> _ -> throw new DoesNotFitException("there is no member \"" + token + "\"");
            case null, default ->
                throw new DoesNotFitException(PlainJson.kindOf(value) + " has nothing inside, so no \"" + token + "\"");
        };
    }

    void add(JsonPointer path, @Nullable Object value) {
        if (path.isDocument()) {
            writer.writeDocument(value);
        } else if (path.isRoot()) {
            writer.writeRoot(path.last(), value);
        } else {
            Place place = Place.of(writer.root(path.tokens().getFirst()), path);
            if (!place.inside().isEmpty()) {
                write(place, PlainPatch.added(place.value(), place.inside(), value));
            } else if (place.parent() instanceof YArray array) {
                writer.insert(array, PlainPatch.insertionIndex(place.token(), array.length()), place.path(), value);
            } else {
                writer.writeEntry((YMap) place.parent(), place.token(), place.path(), value);
            }
        }
    }

    void replace(JsonPointer path, @Nullable Object value) {
        if (path.isDocument()) {
            writer.writeDocument(value);
            return;
        }
        if (path.isRoot()) {
            writer.root(path.last());
            writer.writeRoot(path.last(), value);
            return;
        }
        Place place = Place.of(writer.root(path.tokens().getFirst()), path);
        if (place.inside().isEmpty()) {
            requireValue(place);
            write(place, value);
        } else {
            write(place, PlainPatch.replaced(place.value(), place.inside(), value));
        }
    }

    private static void requireValue(Place place) {
        place.value();
    }

    void remove(JsonPointer path) {
        if (path.isDocument() || path.isRoot()) {
            throw new DoesNotFitException("a root can't be removed: replace it by an empty one");
        }
        Place place = Place.of(writer.root(path.tokens().getFirst()), path);
        Object value = place.value();
        if (!place.inside().isEmpty()) {
            write(place, PlainPatch.removed(value, place.inside()));
        } else if (place.parent() instanceof YArray array) {
            array.delete(place.index());
        } else {
            ((YMap) place.parent()).delete(place.token());
        }
    }

    private void write(Place place, @Nullable Object value) {
        YType parent = place.parent();
        if (parent instanceof YArray array) {
            writer.writeElement(array, place.index(), place.path(), value);
        } else {
            writer.writeEntry((YMap) parent, place.token(), place.path(), value);
        }
    }
}
