package dev.weft.persistence.table;

import dev.weft.engine.workflow.WorkflowId;
import java.sql.Array;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes changes of many workflows into the tables of one schema, with a few statements for each table. Safe for use by many threads. */
public final class TableWriter {

    private final JdbcTemplate jdbc;
    private final String schema;

    /** @param schema whose tables have the columns that {@link Table}s tell */
    public TableWriter(DataSource dataSource, String schema) {
        jdbc = new JdbcTemplate(dataSource);
        this.schema = schema;
    }

    /** Writes in the caller's transaction. */
    public void write(List<Table> tables, Map<WorkflowId, WorkflowChanges> changes) {
        for (Table table : tables) {
            List<UUID> cleared = new ArrayList<>();
            List<Row> rows = new ArrayList<>();
            changes.forEach((workflowId, changed) -> {
                WorkflowChanges.InTable there = changed.in(table);
                if (there != null) {
                    if (there.isCleared()) {
                        cleared.add(workflowId.value());
                    } else if (!there.set().isEmpty()) {
                        set(table, workflowId, there.set());
                    }
                    rows.addAll(there.put());
                }
            });
            clear(table, cleared);
            put(table, rows);
        }
    }

    private void clear(Table table, List<UUID> workflows) {
        if (!workflows.isEmpty()) {
            jdbc.update(
                    "DELETE FROM " + named(table) + " WHERE "
                            + table.workflowColumn().name() + " = ANY (?)",
                    statement -> statement.setArray(
                            1, statement.getConnection().createArrayOf("uuid", workflows.toArray())));
        }
    }

    private void set(Table table, WorkflowId workflowId, Map<String, @Nullable Object> values) {
        String assignments = values.keySet().stream()
                .map(name -> name + " = ?::" + sqlType(table.columns().get(table.indexOf(name))))
                .collect(Collectors.joining(", "));
        List<@Nullable Object> parameters = new ArrayList<>();
        values.values().forEach(value -> parameters.add(sent(value)));
        parameters.add(workflowId.value());
        jdbc.update(
                "UPDATE " + named(table) + " SET " + assignments + " WHERE "
                        + table.workflowColumn().name() + " = ?",
                parameters.toArray());
    }

    private void put(Table table, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.update(upsert(table), statement -> {
            for (int i = 0; i < table.columns().size(); i++) {
                statement.setArray(
                        i + 1, column(statement.getConnection(), table.columns().get(i), i, rows));
            }
        });
    }

    private static Array column(Connection connection, Column column, int index, List<Row> rows)
            throws java.sql.SQLException {
        @Nullable Object[] values = new Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = sent(rows.get(i).values().get(index));
        }
        return connection.createArrayOf(column.type().element(), values);
    }

    private static @Nullable Object sent(@Nullable Object value) {
        return value instanceof Instant time ? time.toString() : value;
    }

    private String upsert(Table table) {
        List<Column> columns = table.columns();
        String names = Column.names(columns);
        String arrays = columns.stream()
                .map(column -> "?::" + column.type().element() + "[]")
                .collect(Collectors.joining(", "));
        String values = columns.stream()
                .map(column -> column.name() + (column.type() == Column.Type.JSON ? "::jsonb" : ""))
                .collect(Collectors.joining(", "));
        String key = Column.names(table.key());
        String merged = columns.stream()
                .skip(table.keyColumns())
                .filter(column -> column.onConflict() != Column.OnConflict.KEEP)
                .map(TableWriter::merged)
                .collect(Collectors.joining(", "));
        return "INSERT INTO " + named(table) + " AS stored (" + names + ") SELECT " + values + " FROM unnest(" + arrays
                + ") AS incoming (" + names + ") ON CONFLICT (" + key + ") DO UPDATE SET " + merged;
    }

    private static String merged(Column column) {
        String name = column.name();
        return name + " = "
                + switch (column.onConflict()) {
                    case REPLACE, KEEP -> "excluded." + name;
                    case ADD -> "stored." + name + " + excluded." + name;
                    case LATER -> "greatest(stored." + name + ", excluded." + name + ")";
                };
    }

    private static String sqlType(Column column) {
        return column.type() == Column.Type.JSON ? "jsonb" : column.type().element();
    }

    private String named(Table table) {
        return schema + "." + table.name();
    }
}
