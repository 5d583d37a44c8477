package dev.weft.crdt;

import dev.weft.crdt.update.TypeRef;
import org.jspecify.annotations.Nullable;

/**
 * A text in XML. Each of its formats is an element around the text when it is written.
 *
 * <p>Source: yjs 13.6, {@code src/types/YXmlText.js}.
 */
public final class YXmlText extends YText {
    /** An empty text, to be inserted somewhere. */
    public YXmlText() {}

    /** A text with this content, to be inserted somewhere. */
    public YXmlText(String content) {
        super(content);
    }

    @Override
    int typeRef() {
        return TypeRef.XML_TEXT;
    }

    /** The next living sibling, or null. */
    public @Nullable YType nextSibling() {
        return Siblings.next(this);
    }

    /** The previous living sibling, or null. */
    public @Nullable YType prevSibling() {
        return Siblings.previous(this);
    }

    @Override
    public String toString() {
        return isIntegrated() ? Xml.toString((Object) this) : "";
    }

    @Override
    public String toString(Perspective at) {
        return owner().confined(() -> Xml.toString(this, at));
    }

    @Override
    public YXmlText copy() {
        return copyInto(new YXmlText());
    }
}
