package dev.weft.persistence.table;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of a {@link Table}.
 *
 * @param values in the order of its columns; immutable
 */
public record Row(List<@Nullable Object> values) {
    public static Row of(@Nullable Object... values) {
        return new Row(Collections.unmodifiableList(Arrays.asList(values)));
    }

    List<@Nullable Object> key(Table table) {
        return values.subList(0, table.keyColumns());
    }

    /** What a later row of the same key makes of this one. */
    Row under(Row later, Table table) {
        @Nullable Object[] merged = later.values.toArray();
        for (int i = table.keyColumns(); i < merged.length; i++) {
            merged[i] = merged(table.columns().get(i).onConflict(), values.get(i), merged[i]);
        }
        return of(merged);
    }

    private static @Nullable Object merged(
            Column.OnConflict onConflict, @Nullable Object old, @Nullable Object incoming) {
        return switch (onConflict) {
            case REPLACE -> incoming;
            case KEEP -> old;
            case ADD -> (Object) ((Long) number(old) + (Long) number(incoming));
            case LATER -> time(old).isAfter(time(incoming)) ? old : incoming;
        };
    }

    private static Object number(@Nullable Object value) {
        return value == null ? 0L : value;
    }

    private static Instant time(@Nullable Object value) {
        return value == null ? Instant.MIN : (Instant) value;
    }

    /** With other values in some columns. */
    Row with(Table table, Map<String, ? extends @Nullable Object> changed) {
        @Nullable Object[] changedValues = values.toArray();
        changed.forEach((column, value) -> changedValues[table.indexOf(column)] = value);
        return of(changedValues);
    }
}
