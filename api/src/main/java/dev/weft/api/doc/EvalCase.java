package dev.weft.api.doc;

import dev.weft.crdt.update.UpdateFormat;
import dev.weft.lib0.AnyValue;
import dev.weft.lib0.JsonText;
import dev.weft.lib0.MalformedInputException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code doc eval}'s input.
 *
 * @param gc whether the document drops what was deleted
 * @param roots kinds by name, in the order of the answer
 * @param updates in the order in which they are applied
 */
record EvalCase(
        AnyValue id, UpdateFormat encoding, boolean gc, SequencedMap<String, RootKind> roots, List<byte[]> updates) {

    /** What a root is read as. */
    enum RootKind {
        TEXT("text"),
        MAP("map"),
        ARRAY("array"),
        XML_FRAGMENT("xmlFragment"),
        XML_ELEMENT("xmlElement"),
        XML_TEXT("xmlText");

        private final String text;

        RootKind(String text) {
            this.text = text;
        }
    }

    /** A line that is no case. */
    static final class MalformedCaseException extends RuntimeException {
        MalformedCaseException(String message) {
            super(message);
        }
    }

    /** The members of a line, whatever they are. */
    static SequencedMap<String, AnyValue> members(String line) {
        AnyValue value;
        try {
            value = JsonText.parse(line);
        } catch (MalformedInputException e) {
            throw new MalformedCaseException("line is not JSON: " + e.getMessage());
        }
        if (value instanceof AnyValue.AnyObject(SequencedMap<String, AnyValue> members)) {
            return members;
        }
        throw new MalformedCaseException("line is " + JsonText.of(value) + ", expected an object");
    }

    /** @throws MalformedCaseException that names the member that is wrong */
    static EvalCase of(Map<String, AnyValue> members) {
        return new EvalCase(
                members.getOrDefault("id", AnyValue.NULL),
                encoding(members.get("encoding")),
                gc(members.get("gc")),
                roots(members.get("roots")),
                updates(members.get("updates")));
    }

    private static UpdateFormat encoding(@Nullable AnyValue value) {
        return switch (value) {
            case null -> UpdateFormat.V1;
            case AnyValue.Text(String text) when text.equals("v1") -> UpdateFormat.V1;
            case AnyValue.Text(String text) when text.equals("v2") -> UpdateFormat.V2;
            default -> throw malformed("encoding", value, "\"v1\" or \"v2\"");
        };
    }

    private static boolean gc(@Nullable AnyValue value) {
        return switch (value) {
            case null -> true;
            case AnyValue.Bool(boolean bool) -> bool;
            default -> throw malformed("gc", value, "true or false");
        };
    }

    private static SequencedMap<String, RootKind> roots(@Nullable AnyValue value) {
        SequencedMap<String, RootKind> roots = new LinkedHashMap<>();
        switch (value) {
            case null -> {}
            case AnyValue.AnyObject(SequencedMap<String, AnyValue> members) ->
                members.forEach((name, kind) -> roots.put(name, rootKind(name, kind)));
            default -> throw malformed("roots", value, "an object of kinds by name");
        }
        return roots;
    }

    private static RootKind rootKind(String name, AnyValue value) {
        for (RootKind kind : RootKind.values()) {
            if (value instanceof AnyValue.Text(String text) && text.equals(kind.text)) {
                return kind;
            }
        }
        throw malformed("roots." + name, value, "text, map, array, xmlFragment, xmlElement or xmlText");
    }

    private static List<byte[]> updates(@Nullable AnyValue value) {
        if (!(value instanceof AnyValue.AnyArray(List<AnyValue> elements))) {
            throw malformed("updates", value == null ? AnyValue.NULL : value, "an array of base64 texts");
        }
        List<byte[]> updates = new ArrayList<>(elements.size());
        for (AnyValue element : elements) {
            updates.add(base64("updates[" + updates.size() + "]", element));
        }
        return updates;
    }

    private static byte[] base64(String name, AnyValue value) {
        if (value instanceof AnyValue.Text(String text)) {
            try {
                return Base64.getDecoder().decode(text);
            } catch (IllegalArgumentException e) {
                throw new MalformedCaseException(
                        name + " is not base64: " + e.getMessage().toLowerCase(Locale.ROOT));
            }
        }
        throw malformed(name, value, "base64 text");
    }

    private static MalformedCaseException malformed(String name, AnyValue found, String expected) {
        return new MalformedCaseException(name + " is " + JsonText.of(found) + ", expected " + expected);
    }
}
