package dev.weft.api.auth;

/** The keys that tokens are verified by can't be had now. Nothing is wrong with the request: it may come again. */
public final class AuthenticationUnavailableException extends RuntimeException {
    AuthenticationUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
