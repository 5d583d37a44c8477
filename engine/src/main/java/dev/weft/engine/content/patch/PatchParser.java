package dev.weft.engine.content.patch;

import dev.weft.engine.content.draft.PlainJson;
import dev.weft.engine.content.patch.PatchException.Reason;
import dev.weft.lib0.JsonText;
import dev.weft.lib0.MalformedInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads patches. Members of an operation that the standard doesn't know are ignored, as it asks. */
final class PatchParser {
    private final int index;
    private final Map<?, ?> members;
    private final String path;

    private PatchParser(int index, Map<?, ?> members) {
        this.index = index;
        this.members = members;
        this.path = members.get("path") instanceof String text ? text : "";
    }

    static List<Operation> parse(String json) {
        Object value;
        try {
            value = PlainJson.of(JsonText.parse(json));
        } catch (MalformedInputException e) {
            throw new PatchException(Reason.MALFORMED, 0, "", "a patch is JSON text: " + e.getMessage());
        }
        if (!(value instanceof List<?> list)) {
            throw new PatchException(
                    Reason.MALFORMED, 0, "", "a patch is a list of operations, not " + PlainJson.kindOf(value));
        }
        if (list.size() > JsonPatch.MAX_OPERATIONS) {
            throw new PatchException(
                    Reason.TOO_LARGE,
                    JsonPatch.MAX_OPERATIONS,
                    "",
                    "a patch has at most " + JsonPatch.MAX_OPERATIONS + " operations, not " + list.size());
        }
        List<Operation> operations = new ArrayList<>();
        for (Object element : list) {
            if (!(element instanceof Map<?, ?> members)) {
                throw new PatchException(
                        Reason.MALFORMED,
                        operations.size(),
                        "",
                        "an operation is an object, not " + PlainJson.kindOf(element));
            }
            operations.add(new PatchParser(operations.size(), members).operation());
        }
        return operations;
    }

    private Operation operation() {
        String name = text("op");
        return switch (name) {
            case "add" -> new Operation.Add(pointer("path"), value());
            case "remove" -> new Operation.Remove(pointer("path"));
            case "replace" -> new Operation.Replace(pointer("path"), value());
            case "move" -> new Operation.Move(pointer("from"), pointer("path"));
            case "copy" -> new Operation.Copy(pointer("from"), pointer("path"));
            case "test" -> new Operation.Test(pointer("path"), value());
            default -> throw malformed("\"op\" is one of add, remove, replace, move, copy, test");
        };
    }

    private JsonPointer pointer(String member) {
        try {
            return JsonPointer.parse(text(member));
        } catch (IllegalArgumentException e) {
            throw malformed("\"" + member + "\" is no path: " + e.getMessage());
        }
    }

    private String text(String member) {
        if (members.get(member) instanceof String text) {
            return text;
        }
        throw malformed("needs \"" + member + "\", a text");
    }

    private @Nullable Object value() {
        if (!members.containsKey("value")) {
            throw malformed("needs \"value\", which may be null");
        }
        return members.get("value");
    }

    private PatchException malformed(String message) {
        return new PatchException(Reason.MALFORMED, index, path, message);
    }
}
