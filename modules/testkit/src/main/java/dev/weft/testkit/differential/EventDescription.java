package dev.weft.testkit.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.crdt.Delta;
import dev.weft.crdt.YEvent;
import dev.weft.crdt.YType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events as {@code describeEvent} in {@code src/main/yjs/script-client.mjs} writes them. */
final class EventDescription {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private EventDescription() {}

    static ArrayNode ofAll(List<YEvent> events) {
        ArrayNode descriptions = NODES.arrayNode();
        events.forEach(event -> descriptions.add(of(event)));
        return descriptions;
    }

    private static ObjectNode of(YEvent event) {
        ObjectNode description =
                NODES.objectNode().put("target", event.target().getClass().getSimpleName());
        description.set("path", PlainJson.of(event.path()));
        description.set("delta", ofDelta(event.delta()));
        ObjectNode keys = description.putObject("keys");
        event.keys().forEach((key, change) -> {
            ObjectNode json =
                    keys.putObject(key).put("action", change.action().name().toLowerCase(Locale.ROOT));
            if (change.action() != YEvent.Action.ADD) {
                json.set("oldValue", named(change.oldValue()));
            }
        });
        return description;
    }

    static ArrayNode ofDelta(Delta delta) {
        ArrayNode description = NODES.arrayNode();
        for (Delta.Op op : delta.ops()) {
            ObjectNode json = description.addObject();
            switch (op) {
                case Delta.Insert insert -> {
                    json.set("insert", named(insert.insert()));
                    attributes(json, insert.attributes());
                }
                case Delta.Retain retain -> {
                    json.put("retain", retain.length());
                    attributes(json, retain.attributes());
                }
                case Delta.Delete deletion -> json.put("delete", deletion.length());
            }
        }
        return description;
    }

    private static void attributes(ObjectNode json, Map<String, @Nullable Object> attributes) {
        if (!attributes.isEmpty()) {
            json.set("attributes", PlainJson.of(attributes));
        }
    }

    /** Of types the class alone: what is in them may be gone. */
    private static JsonNode named(@Nullable Object value) {
        return switch (value) {
            case YType type -> NODES.objectNode().put("$type", type.getClass().getSimpleName());
            case List<?> list -> {
                ArrayNode array = NODES.arrayNode();
                list.forEach(element -> array.add(named(element)));
                yield array;
            }
            case null, default -> PlainJson.of(value);
        };
    }
}
