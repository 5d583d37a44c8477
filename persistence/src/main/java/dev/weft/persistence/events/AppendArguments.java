package dev.weft.persistence.events;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** What {@code weft.append_events} takes: parallel arrays, one element for each event of a group of appends, and the news of it. */
final class AppendArguments {

    private static final byte[] NONE = {};

    private final UUID[] streams;
    private final Integer[] firsts;
    private final byte[][] predecessors;
    private final Integer[] sequences;
    private final Short[] types;
    private final Short[] revisions;
    private final Long[] times;
    private final byte[][] payloads;
    private final byte[][] metadatas;
    private final byte[][] hashes;
    private final String news;

    AppendArguments(List<PendingAppend> group, EventTypeNumbers numbers, String news) {
        this.news = news;
        int count = group.stream().mapToInt(append -> append.events().size()).sum();
        streams = new UUID[count];
        firsts = new Integer[count];
        predecessors = new byte[count][];
        sequences = new Integer[count];
        types = new Short[count];
        revisions = new Short[count];
        times = new Long[count];
        payloads = new byte[count][];
        metadatas = new byte[count][];
        hashes = new byte[count][];
        int row = 0;
        for (PendingAppend append : group) {
            for (int i = 0; i < append.events().size(); i++) {
                EventBytes event = append.events().get(i);
                streams[row] = append.stream();
                firsts[row] = append.firstSequence();
                predecessors[row] = append.firstSequence() == 0 ? NONE : append.predecessor();
                sequences[row] = append.firstSequence() + i;
                types[row] = numbers.numberOf(event.type());
                revisions[row] = (short) event.revision();
                times[row] = event.timeMicros();
                payloads[row] = event.payload();
                metadatas[row] = event.metadata();
                hashes[row] = append.hashes().get(i);
                row++;
            }
        }
    }

    void setOn(PreparedStatement statement) throws SQLException {
        set(statement, 1, "uuid", streams);
        set(statement, 2, "int4", firsts);
        set(statement, 3, "bytea", predecessors);
        set(statement, 4, "int4", sequences);
        set(statement, 5, "int2", types);
        set(statement, 6, "int2", revisions);
        set(statement, 7, "int8", times);
        set(statement, 8, "bytea", payloads);
        set(statement, 9, "bytea", metadatas);
        set(statement, 10, "bytea", hashes);
        statement.setString(11, news);
    }

    private static void set(PreparedStatement statement, int index, String type, Object[] values) throws SQLException {
        Connection connection = statement.getConnection();
        Array array = connection.createArrayOf(type, values);
        statement.setArray(index, array);
    }
}
