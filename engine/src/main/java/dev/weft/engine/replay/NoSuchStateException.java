package dev.weft.engine.replay;

/** A workflow was never in the state that was asked for. The message says what there is, and can be shown to whoever asked. */
public final class NoSuchStateException extends RuntimeException {
    NoSuchStateException(String message) {
        super(message);
    }
}
