package dev.weft.lib0;

/** Bytes that are not what they should be. Says where, what was found, and what was expected there. */
public class MalformedInputException extends RuntimeException {
    private final int offset;
    private final String found;
    private final String expected;

    /**
     * @param offset   bytes from the start of the input to where the wrong thing starts, at least 0
     * @param found    what is there, for a person to read
     * @param expected what should be there
     */
    public MalformedInputException(int offset, String found, String expected) {
        super("at byte " + offset + ": found " + found + ", expected " + expected);
        this.offset = offset;
        this.found = found;
        this.expected = expected;
    }

    /** Bytes from the start of the input. */
    public int offset() {
        return offset;
    }

    public String found() {
        return found;
    }

    public String expected() {
        return expected;
    }
}
