package dev.weft.engine.content.patch;

/** Within one operation: why the document doesn't fit it. Becomes a {@link PatchException} that says which operation it was. */
final class DoesNotFitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DoesNotFitException(String message) {
        super(message);
    }
}
