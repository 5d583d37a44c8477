package dev.weft.crdt;

import dev.weft.crdt.store.Rows;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction changed in a list, from its beginning on.
 *
 * <p>Source: yjs 13.6, {@code src/utils/YEvent.js}, {@code changes}.
 */
final class ListDelta {
    private final YType target;
    private final Transaction transaction;
    private final Delta.Builder delta;
    private List<@Nullable Object> inserted = new ArrayList<>();
    private int retained;
    private int deleted;

    ListDelta(YEvent event, Delta.Builder delta) {
        this.target = event.target();
        this.transaction = event.transaction();
        this.delta = delta;
    }

    void walk() {
        Doc doc = transaction.doc();
        Rows rows = doc.rows();
        for (int row = target.first(); row != Rows.NONE; row = rows.right(row)) {
            if (rows.isDeleted(row)) {
                if (transaction.deletes(row) && !transaction.adds(row)) {
                    if (deleted == 0) {
                        end();
                    }
                    deleted += rows.length(row);
                }
            } else if (transaction.adds(row)) {
                if (inserted.isEmpty()) {
                    end();
                }
                Contents.forEach(doc, row, inserted::add);
            } else {
                if (retained == 0) {
                    end();
                }
                retained += rows.length(row);
            }
        }
        end();
    }

    private void end() {
        if (!inserted.isEmpty()) {
            delta.insert(inserted);
            inserted = new ArrayList<>();
        }
        if (retained > 0) {
            delta.retain(retained);
            retained = 0;
        }
        if (deleted > 0) {
            delta.delete(deleted);
            deleted = 0;
        }
    }
}
