package dev.weft.engine.content.document;

import dev.weft.crdt.YMap;
import dev.weft.crdt.YText;
import dev.weft.engine.content.draft.PlainJson;
import dev.weft.lib0.AnyValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sets keys of shared maps, only where the value isn't there already. */
final class MapWriter {
    private MapWriter() {}

    /** Sets a key to a JSON value. A key that is absent is set also to null. */
    static void set(YMap map, String key, @Nullable Object value) {
        if (!map.has(key) || !PlainJson.same(PlainJson.shown(map.get(key)), value)) {
            map.set(key, PlainJson.toAny(value));
        }
    }

    /** As {@link #set}, but an absent key stands for null. */
    static void setUnlessAbsent(YMap map, String key, @Nullable Object value) {
        if (value != null || map.has(key)) {
            set(map, key, value);
        }
    }

    /** Sets a key to a shared text, by editing the one that is there. */
    static void setText(YMap map, String key, String text) {
        if (map.get(key) instanceof YText shared) {
            TextWriter.write(shared, text);
        } else {
            map.set(key, new YText(text));
        }
    }

    /** Sets a key to a shared map with these entries, by editing the one that is there; others of its entries stay. */
    static void setMap(YMap map, String key, Map<?, ?> entries) {
        if (map.get(key) instanceof YMap shared) {
            entries.forEach((name, value) -> setUnlessAbsent(shared, String.valueOf(name), value));
        } else {
            Map<String, AnyValue> any = new LinkedHashMap<>();
            entries.forEach((name, value) -> any.put(String.valueOf(name), PlainJson.toAny(value)));
            map.set(key, YMap.of(any));
        }
    }
}
