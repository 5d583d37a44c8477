package dev.weft.crdt;

import dev.weft.lib0.AnyValue;
import dev.weft.lib0.JsonText;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * XML types as text, nothing escaped, as Yjs writes them.
 *
 * <p>Source: yjs 13.6, {@code toString} of {@code src/types/YXmlElement.js} and {@code YXmlText.js}.
 */
final class Xml {
    private Xml() {}

    static String toString(@Nullable Object child) {
        return toString(child, null);
    }

    /** @param at what types are to be read at; null for the present */
    static String toString(@Nullable Object child, @Nullable Perspective at) {
        return switch (child) {
            case YXmlElement element -> element(element, at);
            case YXmlText text -> text(text, at);
            case YXmlFragment fragment -> children(fragment, at);
            case YText text -> at == null ? text.toString() : text.toString(at);
            // JavaScript's own text for an object that has none.
            case YType _ -> "[object Object]";
            case null, default -> toJavaScriptString(child);
        };
    }

    private static String children(YXmlFragment fragment, @Nullable Perspective at) {
        var xml = new StringBuilder();
        List<@Nullable Object> children = at == null ? fragment.toList() : fragment.toList(at);
        children.forEach(child -> xml.append(toString(child, at)));
        return xml.toString();
    }

    private static String element(YXmlElement element, @Nullable Perspective at) {
        String name = element.nodeName().toLowerCase(Locale.ROOT);
        var xml = new StringBuilder("<").append(name);
        new TreeMap<>(at == null ? element.getAttributes() : element.getAttributes(at))
                .forEach((key, value) -> xml.append(' ')
                        .append(key)
                        .append("=\"")
                        .append(toJavaScriptString(value))
                        .append('"'));
        return xml.append('>')
                .append(children(element, at))
                .append("</")
                .append(name)
                .append('>')
                .toString();
    }

    private static String text(YXmlText text, @Nullable Perspective at) {
        var xml = new StringBuilder();
        for (Delta.Op op : (at == null ? text.toDelta() : text.toDelta(at)).ops()) {
            if (!(op instanceof Delta.Insert insert)) {
                continue;
            }
            // Each attribute of the text is an element around it; sorted, so that all replicas write the same.
            var nodes = new TreeMap<String, @Nullable Object>(insert.attributes());
            nodes.forEach((name, attributes) -> openTag(xml, name, attributes));
            xml.append(toString(insert.insert(), at));
            nodes.descendingKeySet()
                    .forEach(name -> xml.append("</").append(name).append('>'));
        }
        return xml.toString();
    }

    private static void openTag(StringBuilder xml, String name, @Nullable Object attributes) {
        xml.append('<').append(name);
        properties(attributes)
                .forEach((key, value) -> xml.append(' ')
                        .append(key)
                        .append("=\"")
                        .append(toJavaScriptString(value))
                        .append('"'));
        xml.append('>');
    }

    /** What JavaScript's {@code for … in} finds in a value: members, elements, and of text each unit. */
    private static Map<String, @Nullable Object> properties(@Nullable Object value) {
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        switch (value) {
            case Map<?, ?> map -> map.forEach((key, member) -> sorted.put(String.valueOf(key), member));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    sorted.put(String.valueOf(i), list.get(i));
                }
            }
            case String text -> {
                for (int i = 0; i < text.length(); i++) {
                    sorted.put(String.valueOf(i), text.substring(i, i + 1));
                }
            }
            case null, default -> {}
        }
        return sorted;
    }

    /** JavaScript's {@code String(value)}. */
    static String toJavaScriptString(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case AnyValue.Undefined _ -> "undefined";
            case String text -> text;
            case Double number when !Double.isFinite(number) -> number.toString();
            case Number number -> JsonText.of(Values.toAny(number));
            case Iterable<?> list -> {
                List<String> parts = new ArrayList<>();
                for (Iterator<?> i = list.iterator(); i.hasNext(); ) {
                    Object element = i.next();
                    parts.add(
                            element == null || element instanceof AnyValue.Undefined
                                    ? ""
                                    : toJavaScriptString(element));
                }
                yield String.join(",", parts);
            }
            case byte[] bytes -> {
                List<String> parts = new ArrayList<>();
                for (byte b : bytes) {
                    parts.add(String.valueOf(b & 0xff));
                }
                yield parts.stream().collect(Collectors.joining(","));
            }
            case YType type -> toString(type);
            case Map<?, ?> _ -> "[object Object]";
            case Doc _ -> "[object Object]";
            default -> value.toString();
        };
    }
}
