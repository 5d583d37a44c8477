package dev.weft.engine.content.draft;

/** A document is built otherwise than a workflow, so that it can't be read as one. Its message says what is where, and what was expected. */
public final class UnreadableDocumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableDocumentException(String message) {
        super(message);
    }
}
