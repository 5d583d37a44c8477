package dev.weft.persistence.table;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One column of a table.
 *
 * @param onConflict what becomes of the value in a row that is there already
 */
public record Column(String name, Type type, OnConflict onConflict) {

    /** What values are: {@link java.util.UUID}, {@link String} (JSON, too), {@link Long}, {@link Integer}, {@link Boolean}, {@link java.time.Instant}. */
    public enum Type {
        UUID("uuid"),
        TEXT("text"),
        JSON("text"),
        LONG("bigint"),
        INTEGER("integer"),
        BOOLEAN("boolean"),
        TIME("timestamptz");

        private final String element;

        Type(String element) {
            this.element = element;
        }

        /** The SQL type by which values are sent. */
        String element() {
            return element;
        }
    }

    /** How a value meets that of the row which it is put over. */
    public enum OnConflict {
        REPLACE,
        KEEP,
        ADD,
        /** The later time. */
        LATER
    }

    /** Their names as SQL lists them. */
    public static String names(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    public static Column of(String name, Type type) {
        return new Column(name, type, OnConflict.REPLACE);
    }
}
