package dev.weft.testkit.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.crdt.Delta;
import dev.weft.crdt.Doc;
import dev.weft.crdt.YText;
import dev.weft.crdt.YXmlElement;
import dev.weft.crdt.YXmlFragment;
import dev.weft.crdt.YXmlHook;
import dev.weft.crdt.YXmlText;
import org.jspecify.annotations.Nullable;

/** The content of a root as {@code describeRoot} in {@code src/main/yjs/describe.mjs} writes it. */
final class RootContent {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private RootContent() {}

    static JsonNode of(Doc doc, String name, String kind) {
        return switch (kind) {
            case "text" -> text(doc.getText(name));
            case "xmlText" -> text(doc.getXmlText(name));
            case "xmlFragment" -> xml(doc.getXmlFragment(name));
            case "xmlElement" -> xml(doc.getXmlElement(name));
            case "map" ->
                NODES.objectNode().set("json", PlainJson.of(doc.getMap(name).toJson()));
            case "array" ->
                NODES.objectNode().set("json", PlainJson.of(doc.getArray(name).toJson()));
            default -> throw new IllegalArgumentException("no kind of root: " + kind);
        };
    }

    private static ObjectNode text(YText text) {
        ObjectNode description = NODES.objectNode().put("string", text.toString());
        description.set("delta", delta(text));
        description.set("attributes", PlainJson.of(text.getAttributes()));
        return description;
    }

    /** Unlike {@link dev.weft.crdt.Delta#toJson}, it tells an embedded type from its content. */
    private static ArrayNode delta(YText text) {
        ArrayNode delta = NODES.arrayNode();
        for (Delta.Op op : text.toDelta().ops()) {
            var insert = (Delta.Insert) op;
            ObjectNode json = delta.addObject();
            json.set("insert", PlainJson.of(insert.insert()));
            if (!insert.attributes().isEmpty()) {
                json.set("attributes", PlainJson.of(insert.attributes()));
            }
        }
        return delta;
    }

    private static ObjectNode xml(YXmlFragment xml) {
        ObjectNode description = NODES.objectNode().put("string", xml.toString());
        description.set("tree", tree(xml));
        return description;
    }

    /** With everything that toString leaves out. */
    private static JsonNode tree(@Nullable Object node) {
        return switch (node) {
            case YXmlText text -> {
                ObjectNode tree = NODES.objectNode();
                tree.set("text", delta(text));
                tree.set("attributes", PlainJson.of(text.getAttributes()));
                yield tree;
            }
            case YXmlHook hook -> {
                ObjectNode tree = NODES.objectNode().put("hook", hook.hookName());
                tree.set("value", PlainJson.of(hook.toJson()));
                yield tree;
            }
            case YXmlElement element -> {
                ObjectNode tree = NODES.objectNode().put("element", element.nodeName());
                tree.set("attributes", PlainJson.of(element.getAttributes()));
                tree.set("children", children(element));
                yield tree;
            }
            case YXmlFragment fragment -> NODES.objectNode().set("children", children(fragment));
            case null, default -> PlainJson.of(node);
        };
    }

    private static ArrayNode children(YXmlFragment xml) {
        ArrayNode children = NODES.arrayNode();
        xml.toList().forEach(child -> children.add(tree(child)));
        return children;
    }
}
