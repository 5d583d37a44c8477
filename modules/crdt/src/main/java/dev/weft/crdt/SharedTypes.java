package dev.weft.crdt;

import dev.weft.crdt.store.Rows;
import dev.weft.crdt.store.StructStore;
import dev.weft.crdt.store.Types;
import dev.weft.crdt.update.TypeRef;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The objects that stand for the types of a document's store: one for each type, made when it is first asked for. The roots among
 * them are found by name; an update names roots without saying what type they are, which only whoever asks for one knows.
 *
 * <p>Source: yjs 13.6, {@code src/utils/Doc.js}, {@code get}.
 */
final class SharedTypes {
    private final Doc doc;
    private final StructStore store;

    SharedTypes(Doc doc) {
        this.doc = doc;
        this.store = doc.store;
    }

    /**
     * The root of this name.
     *
     * @param ref one of {@link TypeRef}
     * @throws IllegalStateException if the root was asked for as another type before
     */
    YType root(String name, int ref) {
        int type = store.root(name);
        int known = store.types().ref(type);
        if (known == Types.UNTYPED) {
            store.types().setRef(type, ref);
            store.types().setHandle(type, null);
        } else if (known != ref) {
            throw new IllegalStateException("root \"" + name + "\" is a "
                    + at(type).getClass().getSimpleName() + " already: it can't be asked for as anything else");
        }
        return at(type);
    }

    /** The root of this name as what it was asked for, or else as what its content says; null if there is none. */
    @Nullable
    YType knownRoot(String name) {
        if (!rootNames().contains(name)) {
            return null;
        }
        YType known = at(store.root(name));
        return known instanceof YUntyped untyped ? root(name, untyped.guessRef(null)) : known;
    }

    /** In the order in which they came up. */
    Set<String> rootNames() {
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < store.rootCount(); i++) {
            names.add(store.nameOfType(store.rootAt(i)));
        }
        return names;
    }

    /** What is made of each root, by name. */
    Map<String, @Nullable Object> ofEachRoot(Function<YType, @Nullable Object> made) {
        Map<String, @Nullable Object> byName = new LinkedHashMap<>();
        for (int i = 0; i < store.rootCount(); i++) {
            int type = store.rootAt(i);
            byName.put(store.nameOfType(type), made.apply(at(type)));
        }
        return byName;
    }

    /** @param type index in the store */
    YType at(int type) {
        if (store.types().handle(type) instanceof YType known) {
            return known;
        }
        YType made = make(type);
        made.attach(doc, type);
        return made;
    }

    private YType make(int type) {
        int ref = store.types().ref(type);
        return switch (ref) {
            case TypeRef.ARRAY -> new YArray();
            case TypeRef.MAP -> new YMap();
            case TypeRef.TEXT -> new YText();
            case TypeRef.XML_ELEMENT ->
                new YXmlElement(store.types().item(type) == Rows.NONE ? "UNDEFINED" : store.nameOfType(type));
            case TypeRef.XML_FRAGMENT -> new YXmlFragment();
            case TypeRef.XML_HOOK -> new YXmlHook(store.nameOfType(type));
            case TypeRef.XML_TEXT -> new YXmlText();
            case Types.UNTYPED -> new YUntyped();
            default -> throw new IllegalStateException("type " + type + " has ref " + ref);
        };
    }
}
