package dev.weft.crdt;

import dev.weft.crdt.store.Types;
import dev.weft.crdt.update.StructKind;
import dev.weft.crdt.update.TypeRef;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A root that came with an update, and that nobody has asked for by type: its content says what it is. */
final class YUntyped extends YType {
    @Override
    void insertPreliminary(Transaction transaction) {}

    @Override
    int typeRef() {
        return Types.UNTYPED;
    }

    @Override
    public @Nullable Object toJson() {
        return ToJson.of(this, null);
    }

    /**
     * The ref of a map if only keys are set; else of a text if its first living child belongs into one, of XML if all children
     * are XML nodes, of an array in any other case.
     *
     * @param at who says what is alive; null for the present
     */
    int guessRef(@Nullable Perspective at) {
        int first = first();
        while (first != NONE && !isAlive(first, at)) {
            first = rows().right(first);
        }
        if (first == NONE) {
            return store().firstEntry(index()) != NONE ? TypeRef.MAP : TypeRef.ARRAY;
        }
        return switch (rows().kind(first)) {
            case StructKind.STRING, StructKind.FORMAT, StructKind.EMBED -> TypeRef.TEXT;
            case StructKind.TYPE -> hasOnlyXml(first, at) ? TypeRef.XML_FRAGMENT : TypeRef.ARRAY;
            default -> TypeRef.ARRAY;
        };
    }

    private boolean hasOnlyXml(int first, @Nullable Perspective at) {
        for (int row = first; row != NONE; row = rows().right(row)) {
            if (isAlive(row, at)
                    && !(rows().kind(row) == StructKind.TYPE
                            && isXml(store().types().ref(store().typeOf(row))))) {
                return false;
            }
        }
        return true;
    }

    private boolean isAlive(int row, @Nullable Perspective at) {
        return at == null ? !rows().isDeleted(row) : PerspectiveContent.showsAnyOf(owner(), row, at);
    }

    private static boolean isXml(int ref) {
        return ref == TypeRef.XML_ELEMENT || ref == TypeRef.XML_TEXT || ref == TypeRef.XML_HOOK;
    }

    @Override
    public YType copy() {
        throw new IllegalStateException("a root without a type can't be copied: ask the document for it by type");
    }

    @Override
    YEvent event(Transaction transaction, Set<@Nullable String> keys) {
        return new YEvent(this, transaction, keys);
    }
}
