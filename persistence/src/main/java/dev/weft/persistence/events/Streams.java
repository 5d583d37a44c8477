package dev.weft.persistence.events;

import dev.weft.engine.workflow.WorkflowId;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The streams of a log, one for each workflow that ever was. Safe for use by many threads. */
public final class Streams {

    private static final int PAGE = 500;

    private final JdbcClient client;

    private record Stream(int key, UUID id) {}

    public Streams(DataSource dataSource) {
        client = JdbcClient.create(dataSource);
    }

    /** Goes through those that exist now, in order of their creation; reads a page of them at a time. */
    public void forEach(Consumer<WorkflowId> action) {
        int key = 0;
        List<Stream> page;
        do {
            page = client.sql("SELECT key, id FROM weft.stream WHERE key > ? ORDER BY key LIMIT " + PAGE)
                    .param(key)
                    .query((row, number) -> new Stream(row.getInt("key"), row.getObject("id", UUID.class)))
                    .list();
            for (Stream stream : page) {
                action.accept(new WorkflowId(stream.id()));
                key = stream.key();
            }
        } while (page.size() == PAGE);
    }
}
