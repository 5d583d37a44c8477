package dev.weft.api.auth;

/** A token that names nobody. The message says what was expected and never repeats the token. */
public final class UnauthenticatedException extends RuntimeException {
    UnauthenticatedException(String message) {
        super(message, null, false, false);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
