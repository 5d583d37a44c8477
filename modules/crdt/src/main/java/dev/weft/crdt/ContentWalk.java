package dev.weft.crdt;

import dev.weft.crdt.store.Rows;
import dev.weft.crdt.store.StructStore;
import dev.weft.crdt.update.StructKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows a document to a {@link ContentVisitor}; by a queue instead of recursion, so that no nesting is too deep. */
final class ContentWalk {
    private final Doc doc;
    private final ContentVisitor visitor;
    private final Deque<Place> toVisit = new ArrayDeque<>();

    /** A type, and where it stands. */
    private record Place(List<Object> path, YType type) {
        List<Object> child(Object step) {
            List<Object> path = new ArrayList<>(this.path.size() + 1);
            path.addAll(this.path);
            path.add(step);
            return Collections.unmodifiableList(path);
        }
    }

    ContentWalk(Doc doc, ContentVisitor visitor) {
        this.doc = doc;
        this.visitor = visitor;
    }

    void walk() {
        StructStore store = doc.store;
        for (int i = 0; i < store.rootCount(); i++) {
            int type = store.rootAt(i);
            toVisit.add(new Place(List.of(store.nameOfType(type)), doc.typeAt(type)));
        }
        while (!toVisit.isEmpty()) {
            Place place = toVisit.remove();
            list(place);
            MapContent.forEachRow(place.type(), (key, row) -> {
                int last = doc.rows().length(row) - 1;
                value(place.child(key), idAt(row, last), Contents.at(doc, row, last));
            });
        }
    }

    private void list(Place place) {
        Rows rows = doc.rows();
        int index = 0;
        for (int row = place.type().first(); row != Rows.NONE; row = rows.right(row)) {
            if (!rows.isVisible(row)) {
                continue;
            }
            if (rows.kind(row) == StructKind.STRING) {
                visitor.text(place.path(), index, idAt(row, 0), Contents.text(doc, row));
            } else {
                int[] offset = {0};
                int first = index;
                int item = row;
                Contents.forEach(doc, row, value -> {
                    value(place.child(first + offset[0]), idAt(item, offset[0]), value);
                    offset[0]++;
                });
            }
            index += rows.length(row);
        }
    }

    private void value(List<Object> path, Id id, @Nullable Object value) {
        visitor.value(path, id, value);
        if (value instanceof YType type) {
            toVisit.add(new Place(path, type));
        }
    }

    private Id idAt(int row, int offset) {
        return new Id(doc.store.clientId(row), doc.rows().clock(row) + offset);
    }
}
