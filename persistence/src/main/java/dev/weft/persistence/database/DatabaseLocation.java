package dev.weft.persistence.database;

import java.nio.file.Path;

/** Which PostgreSQL to use. */
public sealed interface DatabaseLocation {

    /**
     * An embedded server that keeps its data in a folder and is started on demand.
     *
     * @param folder created if absent; several processes of one machine may name the same
     */
    record Embedded(Path folder) implements DatabaseLocation {}

    /**
     * A server that somebody else runs, PostgreSQL 17 or newer.
     *
     * @param jdbcUrl begins with {@code jdbc:postgresql:}
     * @param user may be empty when the URL names one
     * @param password may be empty; never printed
     */
    record External(String jdbcUrl, String user, String password) implements DatabaseLocation {
        public External {
            if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
                throw new IllegalArgumentException(
                        "database URL must begin with jdbc:postgresql:, but was " + withoutQuery(jdbcUrl));
            }
        }

        /** The URL without its query, which may hold a password. */
        @Override
        public String toString() {
            return withoutQuery(jdbcUrl);
        }

        private static String withoutQuery(String url) {
            int query = url.indexOf('?');
            return query < 0 ? url : url.substring(0, query);
        }
    }
}
