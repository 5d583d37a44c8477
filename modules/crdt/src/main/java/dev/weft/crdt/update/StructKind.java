package dev.weft.crdt.update;

/** The kinds of structs: the low five bits of a struct's info byte. Plain integers, since stores keep them in bit fields. */
public final class StructKind {
    /** Collected garbage: only its length is left. */
    public static final int GC = 0;

    /** An item whose content was deleted and forgotten. */
    public static final int DELETED = 1;

    /** JSON values, as old versions of Yjs wrote them. */
    public static final int JSON = 2;

    /** Bytes, one unit. */
    public static final int BINARY = 3;

    /** Characters of a text, a unit for each of their UTF-16 units. */
    public static final int STRING = 4;

    /** One JSON value inside a text. */
    public static final int EMBED = 5;

    /** Begin or end of a format in a text; takes a clock unit but isn't counted in the text's length. */
    public static final int FORMAT = 6;

    /** A nested shared type. */
    public static final int TYPE = 7;

    /** Any values. */
    public static final int ANY = 8;

    /** A subdocument. */
    public static final int DOC = 9;

    /** A gap in the clocks of a client, nothing to apply. */
    public static final int SKIP = 10;

    private StructKind() {}

    /** Whether the struct is an item, which has neighbours or a parent, and content. */
    public static boolean isItem(int kind) {
        return kind != GC && kind != SKIP;
    }
}
