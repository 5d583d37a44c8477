package dev.weft.persistence.archive;

/** An archive can't be written or taken in. The message says why, and can be shown to whoever asked. */
public final class ArchiveException extends RuntimeException {
    ArchiveException(String message) {
        super(message);
    }

    ArchiveException(String message, Throwable cause) {
        super(message, cause);
    }
}
