package dev.weft.persistence.table;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an event does to the rows of its workflow. */
public sealed interface RowChange {

    Table table();

    /** The row is there; how it meets one with the same key is told by its columns. */
    record Put(Table table, Row row) implements RowChange {}

    /**
     * All rows that the workflow has there get these values.
     *
     * @param values by column, none of them of the key
     */
    record Set(Table table, Map<String, @Nullable Object> values) implements RowChange {
        public Set {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /** The workflow has no rows there. */
    record Clear(Table table) implements RowChange {}
}
