package dev.weft.persistence.database;

import org.jspecify.annotations.Nullable;

/** The database can't be opened. The message is meant for whoever runs the server: what, where, and what was expected. */
public final class DatabaseUnavailableException extends RuntimeException {

    DatabaseUnavailableException(String message) {
        super(message);
    }

    DatabaseUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
