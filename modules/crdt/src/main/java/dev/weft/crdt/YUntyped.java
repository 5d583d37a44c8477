package dev.weft.crdt;

import dev.weft.crdt.store.Types;
import dev.weft.crdt.update.StructKind;
import dev.weft.crdt.update.TypeRef;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A root that came with an update, and that nobody has asked for by type: its content says what it is. */
final class YUntyped extends YType {
    @Override
    void insertPreliminary() {}

    @Override
    int typeRef() {
        return Types.UNTYPED;
    }

    /** A map if only keys are set, else by its first living child: text, XML, or an array. */
    @Override
    public @Nullable Object toJson() {
        return switch (guess()) {
            case TypeRef.MAP -> MapContent.toJson(this);
            case TypeRef.TEXT -> TextContent.toString(this);
            case TypeRef.XML_FRAGMENT -> ListContent.toXml(this);
            default -> ListContent.toJson(this);
        };
    }

    private int guess() {
        for (int row = first(); row != NONE; row = rows().right(row)) {
            if (!rows().isDeleted(row)) {
                return switch (rows().kind(row)) {
                    case StructKind.STRING, StructKind.FORMAT, StructKind.EMBED -> TypeRef.TEXT;
                    case StructKind.TYPE ->
                        isXml(store().types().ref(store().typeOf(row))) ? TypeRef.XML_FRAGMENT : TypeRef.ARRAY;
                    default -> TypeRef.ARRAY;
                };
            }
        }
        return store().firstEntry(index()) != NONE ? TypeRef.MAP : TypeRef.ARRAY;
    }

    private static boolean isXml(int ref) {
        return ref >= TypeRef.XML_ELEMENT;
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
