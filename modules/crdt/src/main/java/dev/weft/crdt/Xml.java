package dev.weft.crdt;

import dev.weft.lib0.AnyValue;
import dev.weft.lib0.JsonText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * XML types as text, nothing escaped, as Yjs writes them. Works through nested nodes one after the other, not one inside the
 * other: how deep they are nested is up to whoever wrote the update, and must not decide on our stack.
 *
 * <p>Source: yjs 13.6, {@code toString} of {@code src/types/YXmlElement.js} and {@code YXmlText.js}.
 */
final class Xml {
    /** What is yet to be written. */
    private sealed interface Piece {
        record Text(String text) implements Piece {}

        record Node(@Nullable Object node) implements Piece {}
    }

    private final @Nullable Perspective at;
    private final StringBuilder xml = new StringBuilder();
    private final Deque<Piece> rest = new ArrayDeque<>();

    private Xml(@Nullable Perspective at) {
        this.at = at;
    }

    static String toString(@Nullable Object child) {
        return toString(child, null);
    }

    /** @param at what types are to be read at; null for the present */
    static String toString(@Nullable Object child, @Nullable Perspective at) {
        return new Xml(at).write(child);
    }

    private String write(@Nullable Object child) {
        node(child);
        while (!rest.isEmpty()) {
            switch (rest.pop()) {
                case Piece.Text piece -> xml.append(piece.text);
                case Piece.Node piece -> node(piece.node);
            }
        }
        return xml.toString();
    }

    private void node(@Nullable Object node) {
        switch (node) {
            case YXmlElement element -> next(element(element));
            case YXmlText text -> next(text(text));
            case YXmlFragment fragment -> next(children(fragment));
            case YText text -> xml.append(at == null ? text.toString() : text.toString(at));
            // JavaScript's own text for an object that has none.
            case YType _ -> xml.append("[object Object]");
            case null, default -> xml.append(toJavaScriptString(node));
        }
    }

    /** These come before everything else that is yet to be written. */
    private void next(List<Piece> pieces) {
        pieces.reversed().forEach(rest::push);
    }

    private List<Piece> children(YXmlFragment fragment) {
        List<Piece> pieces = new ArrayList<>();
        addChildren(fragment, pieces);
        return pieces;
    }

    private void addChildren(YXmlFragment fragment, List<Piece> pieces) {
        List<@Nullable Object> children = at == null ? fragment.toList() : fragment.toList(at);
        children.forEach(child -> pieces.add(new Piece.Node(child)));
    }

    private List<Piece> element(YXmlElement element) {
        List<Piece> pieces = new ArrayList<>();
        String name = element.nodeName().toLowerCase(Locale.ROOT);
        pieces.add(new Piece.Text("<" + name));
        new TreeMap<>(at == null ? element.getAttributes() : element.getAttributes(at)).forEach((key, value) -> {
            pieces.add(new Piece.Text(" " + key + "=\""));
            pieces.add(new Piece.Node(value));
            pieces.add(new Piece.Text("\""));
        });
        pieces.add(new Piece.Text(">"));
        addChildren(element, pieces);
        pieces.add(new Piece.Text("</" + name + ">"));
        return pieces;
    }

    private List<Piece> text(YXmlText text) {
        List<Piece> pieces = new ArrayList<>();
        for (Delta.Op op : (at == null ? text.toDelta() : text.toDelta(at)).ops()) {
            if (!(op instanceof Delta.Insert insert)) {
                continue;
            }
            // Each attribute of the text is an element around it; sorted, so that all replicas write the same.
            var formats = new TreeMap<String, @Nullable Object>(insert.attributes());
            formats.forEach((name, value) -> pieces.add(new Piece.Text(openTag(name, value))));
            pieces.add(new Piece.Node(insert.insert()));
            formats.descendingKeySet().forEach(name -> pieces.add(new Piece.Text("</" + name + ">")));
        }
        return pieces;
    }

    private static String openTag(String name, @Nullable Object attributes) {
        var tag = new StringBuilder("<").append(name);
        properties(attributes)
                .forEach((key, value) -> tag.append(' ')
                        .append(key)
                        .append("=\"")
                        .append(toJavaScriptString(value))
                        .append('"'));
        return tag.append('>').toString();
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
            case Map<?, ?> _ -> "[object Object]";
            case Doc _ -> "[object Object]";
            default -> value.toString();
        };
    }
}
