package dev.weft.persistence.database;

/**
 * How to reach the embedded server.
 *
 * @param port on 127.0.0.1
 * @param password of {@link PostgresPrograms#SUPERUSER}
 */
record ServerAddress(int port, String password) {

    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    @Override
    public String toString() {
        return "127.0.0.1:" + port;
    }
}
