package dev.weft.persistence.database;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Something to find again in a database. */
final class Notes {

    private Notes() {}

    static void write(WeftDatabase database, String note) {
        JdbcClient client = JdbcClient.create(database.dataSource());
        client.sql("CREATE TABLE IF NOT EXISTS note (text text)").update();
        client.sql("INSERT INTO note VALUES (?)").param(note).update();
    }

    static List<String> read(WeftDatabase database) {
        return JdbcClient.create(database.dataSource())
                .sql("SELECT text FROM note")
                .query(String.class)
                .list();
    }

    static int port(WeftDatabase database) {
        return JdbcClient.create(database.dataSource())
                .sql("SELECT inet_server_port()")
                .query(Integer.class)
                .single();
    }
}
