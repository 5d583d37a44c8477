package dev.weft.persistence.table;

import java.util.List;

/**
 * A table of a read model, in whichever schema.
 *
 * @param columns the first is the id of the workflow that a row belongs to
 * @param keyColumns how many of them, from the first on, are the primary key; at least 1
 */
public record Table(String name, List<Column> columns, int keyColumns) {
    public Table {
        columns = List.copyOf(columns);
    }

    /** The column with the id of the workflow. */
    public Column workflowColumn() {
        return columns.getFirst();
    }

    public List<Column> key() {
        return columns.subList(0, keyColumns);
    }

    /** @throws IllegalArgumentException if there is none */
    int indexOf(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException("table " + name + " has no column " + column);
    }
}
