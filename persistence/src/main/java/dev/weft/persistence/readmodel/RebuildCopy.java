package dev.weft.persistence.readmodel;

import static dev.weft.persistence.readmodel.ProgressTable.DEAD_LETTERS;
import static dev.weft.persistence.readmodel.ProgressTable.PROGRESS;
import static dev.weft.persistence.readmodel.ReadModels.LIVE;

import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.table.Column;
import dev.weft.persistence.table.ReadModel;
import dev.weft.persistence.table.Table;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The copy of one read model's tables that a rebuild fills, in a schema of its own. A crash of the database empties all of it, and the rebuild begins anew:
 * the copy is not written ahead, which makes it quick.
 *
 * <p>Each call is in its caller's transaction.
 */
final class RebuildCopy {

    static final String SCHEMA = "weft_rebuild";

    /** Tables are compared and written in so many parts, by the first digit of the workflow's id: no statement takes long. */
    private static final int PARTS = 16;

    private final ReadModel model;
    private final JdbcClient client;
    private final RowComparison comparison;

    RebuildCopy(ReadModel model, DataSource dataSource) {
        this.model = model;
        client = JdbcClient.create(dataSource);
        comparison = new RowComparison(dataSource, LIVE, SCHEMA);
    }

    /** Makes an empty copy, unless one of this format was left by a rebuild that was interrupted. Returns the position that it is at. */
    long open() {
        Optional<Long> begun = client.sql("SELECT position FROM weft_rebuild.rebuild WHERE model = ? AND format = ?")
                .params(model.name(), model.format())
                .query(Long.class)
                .optional();
        return begun.orElseGet(this::begin);
    }

    private long begin() {
        drop();
        for (Table table : model.tables()) {
            run("CREATE UNLOGGED TABLE " + in(SCHEMA, table) + " (LIKE " + in(LIVE, table)
                    + " INCLUDING DEFAULTS, PRIMARY KEY (" + Column.names(table.key()) + "))");
        }
        client.sql("INSERT INTO weft_rebuild.rebuild (model, format, position) VALUES (?, ?, 0)")
                .params(model.name(), model.format())
                .update();
        return 0;
    }

    /** Leaves nothing of the copy. */
    void drop() {
        model.tables().forEach(table -> run("DROP TABLE IF EXISTS " + in(SCHEMA, table)));
        for (String table : List.of("rebuild", PROGRESS, DEAD_LETTERS)) {
            ofModel("DELETE FROM " + SCHEMA + "." + table + " WHERE model = :model");
        }
    }

    /** The transaction may be lost with a crash of the database, as all of the copy is then. */
    static void commitLazily(JdbcClient client) {
        client.sql("SET LOCAL synchronous_commit = off").update();
    }

    /** The transaction may take longer than others. */
    static void takeTime(JdbcClient client) {
        client.sql("SET LOCAL transaction_timeout = 0").update();
    }

    void reached(long position) {
        client.sql("UPDATE weft_rebuild.rebuild SET position = greatest(position, ?) WHERE model = ?")
                .params(position, model.name())
                .update();
    }

    /** An event that the copy can't take and that is in the live tables, or that they passed. */
    Optional<String> newlyParked() {
        return client.sql(
                        "SELECT 'read model ' || model || ': event ' || copy.sequence || ' of workflow ' || workflow_id"
                                + " || ' can''t be folded any more: ' || copy.error FROM weft_rebuild.dead_letter AS copy"
                                + " JOIN weft.read_model_progress AS live USING (model, workflow_id)"
                                + " WHERE model = ? AND live.sequence >= copy.sequence ORDER BY copy.position LIMIT 1")
                .param(model.name())
                .query(String.class)
                .optional();
    }

    /** What the live tables have differently of workflows of which they have the same events. */
    Differences compareWithLive() {
        long rows = 0;
        @Nullable RowDifference first = null;
        for (Table table : model.tables()) {
            for (int part = 0; part < PARTS; part++) {
                List<UUID> differing = differing(table, part);
                rows += differing.size();
                if (first == null && !differing.isEmpty()) {
                    first = comparison
                            .first(model, new WorkflowId(differing.getFirst()))
                            .orElse(null);
                }
            }
        }
        return new Differences(rows, first);
    }

    private List<UUID> differing(Table table, int part) {
        String id = table.workflowColumn().name();
        return client.sql("WITH differing AS (SELECT " + id + " AS id FROM (SELECT * FROM " + in(LIVE, table)
                        + within(id, part) + ") AS stored FULL JOIN (SELECT * FROM " + in(SCHEMA, table)
                        + within(id, part) + ") AS expected USING (" + Column.names(table.key()) + ") WHERE "
                        + RowComparison.differ(table) + ") SELECT id FROM differing WHERE " + progressIn(LIVE)
                        + " IS NOT DISTINCT FROM " + progressIn(SCHEMA))
                .param("model", model.name())
                .query(UUID.class)
                .list();
    }

    private static String progressIn(String schema) {
        return "(SELECT sequence FROM " + schema + "." + PROGRESS
                + " WHERE model = :model AND workflow_id = differing.id)";
    }

    /** Writes what is different, and nothing else: whoever reads meanwhile sees all as it was, and waits for nobody. */
    void replaceLive() {
        for (Table table : model.tables()) {
            for (int part = 0; part < PARTS; part++) {
                replace(table, part);
            }
        }
        ofModel("DELETE FROM weft.read_model_progress AS live WHERE model = :model AND NOT EXISTS (SELECT FROM"
                + " weft_rebuild.read_model_progress AS copy WHERE copy.model = live.model AND copy.workflow_id ="
                + " live.workflow_id)");
        ofModel("INSERT INTO weft.read_model_progress SELECT copy.* FROM weft_rebuild.read_model_progress AS copy"
                + " LEFT JOIN weft.read_model_progress AS live USING (model, workflow_id)"
                + " WHERE model = :model AND live.sequence IS DISTINCT FROM copy.sequence"
                + " ON CONFLICT (model, workflow_id) DO UPDATE SET sequence = excluded.sequence,"
                + " position = excluded.position");
        ofModel("DELETE FROM weft.dead_letter WHERE model = :model");
        ofModel("INSERT INTO weft.dead_letter SELECT * FROM weft_rebuild.dead_letter WHERE model = :model");
        ofModel("DELETE FROM weft.dropped_event WHERE model = :model"); // they were tried again
    }

    private void replace(Table table, int part) {
        String id = table.workflowColumn().name();
        String live = in(LIVE, table);
        String copy = in(SCHEMA, table);
        String sameKey = table.key().stream()
                .map(column -> "stored." + column.name() + " = expected." + column.name())
                .collect(Collectors.joining(" AND "));
        String columns = Column.names(table.columns());
        String fromExpected = table.columns().stream()
                .map(column -> "expected." + column.name())
                .collect(Collectors.joining(", "));
        String assignments = table.columns().stream()
                .skip(table.keyColumns())
                .map(column -> column.name() + " = excluded." + column.name())
                .collect(Collectors.joining(", "));
        run("DELETE FROM " + live + " AS stored" + within(id, part) + " AND NOT EXISTS (SELECT FROM " + copy
                + " AS expected WHERE " + sameKey + ")");
        run("INSERT INTO " + live + " (" + columns + ") SELECT " + fromExpected + " FROM (SELECT * FROM " + copy
                + within(id, part) + ") AS expected LEFT JOIN " + live + " AS stored ON " + sameKey + " WHERE "
                + RowComparison.differ(table) + " ON CONFLICT (" + Column.names(table.key()) + ") DO UPDATE SET "
                + assignments);
    }

    private static String within(String id, int part) {
        String from = " WHERE " + id + " >= '" + firstOf(part) + "'";
        return part + 1 == PARTS ? from : from + " AND " + id + " < '" + firstOf(part + 1) + "'";
    }

    private static UUID firstOf(int part) {
        return new UUID((long) part << 60, 0);
    }

    private void ofModel(String sql) {
        client.sql(sql).param("model", model.name()).update();
    }

    private void run(String sql) {
        client.sql(sql).update();
    }

    private static String in(String schema, Table table) {
        return schema + "." + table.name();
    }
}
