package dev.weft.persistence.events;

import dev.weft.engine.workflow.WorkflowEventType;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The small numbers that this database has given to types of events. A number, once given, stays; a build that knows more types adds them.
 *
 * <p>Safe for use by many threads.
 */
final class EventTypeNumbers {

    private static final String ADD = """
            INSERT INTO weft.event_type (name)
            SELECT name FROM unnest(?::text[]) AS known (name)
            WHERE NOT EXISTS (SELECT FROM weft.event_type WHERE event_type.name = known.name)
            ON CONFLICT (name) DO NOTHING
            """;

    private final JdbcClient client;
    private final Map<String, Short> numbers = new ConcurrentHashMap<>();
    private final Map<Short, String> names = new ConcurrentHashMap<>();

    /** Adds the types that this build knows. */
    EventTypeNumbers(DataSource dataSource) {
        client = JdbcClient.create(dataSource);
        String[] known = Arrays.stream(WorkflowEventType.values())
                .map(WorkflowEventType::storedName)
                .toArray(String[]::new);
        client.sql(ADD).param(known).update();
        load();
    }

    /** The number of a type that this build writes. */
    short numberOf(String name) {
        Short number = numbers.get(name);
        if (number == null) {
            throw new IllegalArgumentException("event type " + name + " has no number; known are " + numbers.keySet());
        }
        return number;
    }

    /** The name behind a number that was read from the log; of a number that stands for none, a name that no event can be read by. */
    String nameOf(short number) {
        String name = names.get(number);
        if (name == null) {
            load(); // a newer build beside this one may have added it
            name = names.get(number);
        }
        return name == null ? "type number " + number : name;
    }

    private void load() {
        client.sql("SELECT number, name FROM weft.event_type").query(row -> {
            numbers.put(row.getString("name"), row.getShort("number"));
            names.put(row.getShort("number"), row.getString("name"));
        });
    }
}
