package dev.weft.benchmarks.appends;

import dev.weft.persistence.database.WeftDatabase;
import dev.weft.persistence.events.EventLogStorage;
import dev.weft.persistence.events.EventSerializer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;

/** A way to make events durable. */
interface AppendWay extends AutoCloseable {

    /** Returns when the event is durable. */
    void append(DomainEventMessage<?> event);

    /** Where the events are. */
    String table();

    @Override
    void close();

    static AppendWay named(String name, WeftDatabase database) {
        return switch (name) {
            case "group" -> group(database);
            case "stock" -> stock(database);
            default -> throw new IllegalArgumentException("unknown way " + name + ", expected group or stock");
        };
    }

    /** As our servers do. */
    private static AppendWay group(WeftDatabase database) {
        EventLogStorage log = new EventLogStorage(database);
        return new Engine(log.engine(), "weft.event", log::close);
    }

    /** Axon's own engine in Axon's own table, a transaction for each append, with our serializer. */
    private static AppendWay stock(WeftDatabase database) {
        EventLogStorage transactions = new EventLogStorage(database);
        JdbcEventStorageEngine engine = JdbcEventStorageEngine.builder()
                .connectionProvider(transactions.transactions())
                .transactionManager(transactions.transactions())
                .eventSerializer(new EventSerializer())
                .snapshotSerializer(new EventSerializer())
                .dataType(byte[].class)
                .build();
        engine.createSchema(PostgresEventTableFactory.INSTANCE);
        return new Engine(engine, "DomainEventEntry", transactions::close);
    }

    /** An event storage engine of Axon's kind. */
    record Engine(EventStorageEngine engine, String table, Runnable onClose) implements AppendWay {

        @Override
        public void append(DomainEventMessage<?> event) {
            engine.appendEvents(event);
        }

        @Override
        public void close() {
            onClose.run();
        }
    }
}
