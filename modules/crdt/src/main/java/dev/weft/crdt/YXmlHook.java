package dev.weft.crdt;

import dev.weft.crdt.update.TypeRef;

/**
 * A map that stands in XML for something of the application's own.
 *
 * <p>Source: yjs 13.6, {@code src/types/YXmlHook.js}.
 */
public final class YXmlHook extends YMap {
    private final String hookName;

    /** An empty hook, to be inserted somewhere. */
    public YXmlHook(String hookName) {
        this.hookName = hookName;
    }

    /** What the hook is of. Never changes. */
    public String hookName() {
        return hookName;
    }

    @Override
    int typeRef() {
        return TypeRef.XML_HOOK;
    }

    @Override
    String wireName() {
        return hookName;
    }

    @Override
    public YXmlHook copy() {
        return copyInto(new YXmlHook(hookName));
    }
}
