package dev.weft.crdt;

import dev.weft.crdt.update.TypeRef;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A shared XML element: a name, attributes and children.
 *
 * <p>Source: yjs 13.6, {@code src/types/YXmlElement.js}.
 */
public final class YXmlElement extends YXmlFragment {
    private final String nodeName;
    private final Map<String, @Nullable Object> preliminaryAttributes = new LinkedHashMap<>();

    /** An element without attributes and children, to be inserted somewhere. */
    public YXmlElement(String nodeName) {
        this.nodeName = nodeName;
    }

    /** The name of its tag. Never changes. */
    public String nodeName() {
        return nodeName;
    }

    @Override
    void insertPreliminary(Transaction transaction) {
        super.insertPreliminary(transaction);
        preliminaryAttributes.forEach((name, value) -> Items.set(transaction, this, name, value));
        preliminaryAttributes.clear();
    }

    @Override
    int typeRef() {
        return TypeRef.XML_ELEMENT;
    }

    @Override
    String wireName() {
        return nodeName;
    }

    /** @param value text as a rule; anything {@link YMap#set} takes */
    public void setAttribute(String name, @Nullable Object value) {
        if (isIntegrated()) {
            edit(transaction -> Items.set(transaction, this, name, value));
        } else {
            preliminaryAttributes.put(name, value);
        }
    }

    /** Takes an attribute away; without one nothing happens. */
    public void removeAttribute(String name) {
        if (isIntegrated()) {
            edit(transaction -> MapContent.delete(this, transaction, name));
        } else {
            preliminaryAttributes.remove(name);
        }
    }

    /** The attribute's value; null also when there is none: see {@link #hasAttribute}. */
    public @Nullable Object getAttribute(String name) {
        return MapContent.get(this, name);
    }

    /** Whether the attribute has a value, be it null. */
    public boolean hasAttribute(String name) {
        return MapContent.has(this, name);
    }

    /** All attributes, in a map of the caller's own. */
    public Map<String, @Nullable Object> getAttributes() {
        return MapContent.toMap(this);
    }

    /** The attributes as a {@link Perspective} shows it. */
    public Map<String, @Nullable Object> getAttributes(Perspective at) {
        return PerspectiveContent.toMap(this, at);
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
    public YXmlElement copy() {
        var copy = new YXmlElement(nodeName);
        getAttributes().forEach(copy::setAttribute);
        copyChildrenInto(copy);
        return copy;
    }
}
