package dev.weft.persistence.table;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Changes of one workflow's rows, boiled down to what is to be written: at most one row for each key. Not thread-safe. */
public final class WorkflowChanges implements Consumer<RowChange> {

    private final Map<Table, InTable> tables = new LinkedHashMap<>();

    /** What is to be done in one table, in the order of these members. */
    static final class InTable {
        private boolean cleared;
        private final Map<String, @Nullable Object> set = new LinkedHashMap<>();
        private final Map<List<@Nullable Object>, Row> put = new LinkedHashMap<>();

        boolean isCleared() {
            return cleared;
        }

        /** Of the rows that were there before. */
        Map<String, @Nullable Object> set() {
            return set;
        }

        Collection<Row> put() {
            return put.values();
        }
    }

    @Override
    public void accept(RowChange change) {
        InTable there = tables.computeIfAbsent(change.table(), _ -> new InTable());
        switch (change) {
            case RowChange.Put(Table table, Row row) ->
                there.put.merge(row.key(table), row, (old, later) -> old.under(later, table));
            case RowChange.Set(Table table, var values) -> {
                if (!there.cleared) {
                    there.set.putAll(values);
                }
                there.put.replaceAll((_, row) -> row.with(table, values));
            }
            case RowChange.Clear _ -> {
                there.cleared = true;
                there.set.clear();
                there.put.clear();
            }
        }
    }

    @Nullable
    InTable in(Table table) {
        return tables.get(table);
    }
}
