package dev.weft.engine.access;

/** Current rights can't be read now. Nothing is wrong with who asked. */
public final class AccessUnavailableException extends RuntimeException {
    public AccessUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
