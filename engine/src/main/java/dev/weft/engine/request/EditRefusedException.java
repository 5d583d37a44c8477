package dev.weft.engine.request;

/** The document is not as an edit needs it. The message says what was found where, and what was expected. */
public final class EditRefusedException extends RuntimeException {
    public EditRefusedException(String message) {
        super(message, null, false, false);
    }
}
