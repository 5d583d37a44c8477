package dev.weft.persistence.readmodel;

import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.table.Column;
import dev.weft.persistence.table.ReadModel;
import dev.weft.persistence.table.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Compares tables of the same name in two schemas, row by row. Safe for use by many threads. */
final class RowComparison {

    private final JdbcClient client;
    private final String stored;
    private final String expected;

    /**
     * @param dataSource gives out the current transaction's connection
     * @param stored schema with the rows in question
     * @param expected schema with those that are right
     */
    RowComparison(DataSource dataSource, String stored, String expected) {
        client = JdbcClient.create(dataSource);
        this.stored = stored;
        this.expected = expected;
    }

    /** The first difference in one workflow's rows, by the order of tables and keys; empty if all are equal. */
    Optional<RowDifference> first(ReadModel model, WorkflowId workflowId) {
        return model.tables().stream()
                .flatMap(table -> first(model, table, workflowId).stream())
                .findFirst();
    }

    private Optional<RowDifference> first(ReadModel model, Table table, WorkflowId workflowId) {
        String columns = table.columns().stream()
                .map(column -> "stored." + column.name() + "::text, expected." + column.name() + "::text")
                .collect(Collectors.joining(", "));
        String ofTheWorkflow = " WHERE " + table.workflowColumn().name() + " = :workflow) AS ";
        return client.sql("SELECT " + columns
                        + " FROM (SELECT * FROM " + stored + "." + table.name() + ofTheWorkflow + "stored FULL JOIN"
                        + " (SELECT * FROM " + expected + "." + table.name() + ofTheWorkflow + "expected USING ("
                        + Column.names(table.key()) + ") WHERE " + differ(table) + " ORDER BY " + keyOrder(table)
                        + " LIMIT 1")
                .param("workflow", workflowId.value())
                .query((row, _) -> difference(model, table, row))
                .optional();
    }

    /** True of pairs of rows of which one is missing, or that have different values. */
    static String differ(Table table) {
        return "(" + prefixed("stored", table) + ") IS DISTINCT FROM (" + prefixed("expected", table) + ")";
    }

    private static String keyOrder(Table table) {
        return table.key().stream()
                .map(column -> "coalesce(stored." + column.name() + ", expected." + column.name() + ")")
                .collect(Collectors.joining(", "));
    }

    private static String prefixed(String side, Table table) {
        return table.columns().stream()
                .map(column -> side + "." + column.name())
                .collect(Collectors.joining(", "));
    }

    private static RowDifference difference(ReadModel model, Table table, ResultSet row) throws SQLException {
        StringBuilder place = new StringBuilder("table ").append(table.name());
        @Nullable String firstStored = null;
        @Nullable String firstExpected = null;
        String column = "";
        for (int i = 0; i < table.columns().size(); i++) {
            String storedValue = row.getString(1 + 2 * i);
            String expectedValue = row.getString(2 + 2 * i);
            if (i < table.keyColumns()) {
                place.append(i == 0 ? ", row " : ", ")
                        .append(table.columns().get(i).name())
                        .append(' ')
                        .append(storedValue == null ? expectedValue : storedValue);
            }
            boolean isFirst = column.isEmpty()
                    && (storedValue == null ? expectedValue != null : !storedValue.equals(expectedValue));
            if (isFirst) {
                column = table.columns().get(i).name();
                firstStored = storedValue;
                firstExpected = expectedValue;
            }
        }
        boolean isWholeRow = column.equals(table.workflowColumn().name());
        if (isWholeRow) {
            return new RowDifference(
                    model.name(),
                    place.toString(),
                    firstStored == null ? null : "there",
                    firstExpected == null ? null : "a row");
        }
        return new RowDifference(model.name(), place + ", column " + column, firstStored, firstExpected);
    }
}
