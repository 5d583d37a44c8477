package dev.weft.crdt.update;

import dev.weft.lib0.ByteReader;

/** Numbers of the shared types in the content of a {@link StructKind#TYPE} item. */
public final class TypeRef {
    /** {@code YArray} */
    public static final int ARRAY = 0;

    /** {@code YMap} */
    public static final int MAP = 1;

    /** {@code YText} */
    public static final int TEXT = 2;

    /** {@code YXmlElement} */
    public static final int XML_ELEMENT = 3;

    /** {@code YXmlFragment} */
    public static final int XML_FRAGMENT = 4;

    /** {@code YXmlHook} */
    public static final int XML_HOOK = 5;

    /** {@code YXmlText} */
    public static final int XML_TEXT = 6;

    private TypeRef() {}

    /** @param at position of the number in {@code in}, for the error */
    static int checked(long typeRef, ByteReader in, int at) {
        if (typeRef > XML_TEXT) {
            in.position(at);
            throw in.malformed("type ref " + typeRef, "a type ref from " + ARRAY + " to " + XML_TEXT);
        }
        return (int) typeRef;
    }

    /** Whether a name follows the number: that of the element or of the hook. */
    public static boolean hasName(int typeRef) {
        return typeRef == XML_ELEMENT || typeRef == XML_HOOK;
    }
}
