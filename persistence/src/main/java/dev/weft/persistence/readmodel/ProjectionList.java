package dev.weft.persistence.readmodel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far everything is that is folded from the log. Safe for use by many threads. */
public final class ProjectionList {

    private final ReadModels models;
    private final ReadModelPosition position;
    private final JdbcClient client;

    /**
     * One of them.
     *
     * @param name of a read model, or of another processor
     * @param position of the last event that it has read; 0 for none
     * @param lag events in the log behind that
     * @param parked workflows that wait in it for an event that it can't take
     * @param copyPosition of the last event in the copy that a rebuild was making, or is; empty if there is none
     */
    public record Projection(String name, long position, long lag, long parked, OptionalLong copyPosition) {}

    public ProjectionList(ReadModels models, DataSource dataSource) {
        this.models = models;
        position = new ReadModelPosition(dataSource);
        client = JdbcClient.create(dataSource);
    }

    /** Read models first, then what else reads the whole log. */
    public List<Projection> all() {
        List<Projection> all = new ArrayList<>();
        long reached = position.current();
        long lag = eventsBehind(reached);
        for (String model : models.names()) {
            all.add(new Projection(model, reached, lag, parked(model), copyPosition(model)));
        }
        for (String processor : client.sql("SELECT DISTINCT processor FROM weft.token WHERE processor <> ? ORDER BY 1")
                .param(ReadModelPosition.PROCESSOR)
                .query(String.class)
                .list()) {
            long read = ReadModelPosition.of(processor, client);
            all.add(new Projection(processor, read, eventsBehind(read), 0, OptionalLong.empty()));
        }
        return all;
    }

    private long eventsBehind(long reached) {
        return client.sql("SELECT count(*) FROM weft.event WHERE position > ?")
                .param(reached)
                .query(Long.class)
                .single();
    }

    private long parked(String model) {
        return client.sql("SELECT count(*) FROM weft.dead_letter WHERE model = ?")
                .param(model)
                .query(Long.class)
                .single();
    }

    private OptionalLong copyPosition(String model) {
        Optional<Long> copy = client.sql("SELECT position FROM weft_rebuild.rebuild WHERE model = ?")
                .param(model)
                .query(Long.class)
                .optional();
        return copy.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }
}
