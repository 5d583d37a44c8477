package dev.weft.api.doc;

/** Something is wrong with what a command was given to work on; the command line prints the message and ends with exit code 1. */
public final class FaultException extends RuntimeException {
    public FaultException(String message) {
        super(message);
    }
}
