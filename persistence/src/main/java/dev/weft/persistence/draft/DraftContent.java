package dev.weft.persistence.draft;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.weft.lib0.AnyValue;
import dev.weft.persistence.table.StorableText;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A document's JSON as PostgreSQL's {@code jsonb} can hold it.
 *
 * <p>People may write anything into a document, and nothing of it may stop the read model: {@code jsonb} refuses U+0000 and halves of
 * surrogate pairs, which become U+FFFD here, and very deep nesting, for which there is no content at all.
 */
final class DraftContent {

    static final int MAX_NAME_LENGTH = 1_000;

    /** Far below what makes PostgreSQL's parser, or ours, run out of stack. */
    private static final int MAX_DEPTH = 200;

    private static final JsonFactory JSON = new JsonFactory();

    private DraftContent() {}

    /** JSON text of a document's roots; empty if they are nested too deeply. Bytes become base64 text. */
    static Optional<String> jsonOf(Map<String, ?> roots) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(roots, json, 0);
        } catch (TooDeepException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return Optional.of(text.toString());
    }

    /** The name in root {@code workflow}, or nothing if there is none that is text. */
    static Optional<String> nameIn(Map<String, ?> roots) {
        return roots.get("workflow") instanceof Map<?, ?> workflow && workflow.get("name") instanceof String name
                ? Optional.of(storable(name))
                : Optional.empty();
    }

    /** A name cut to its limit, with what PostgreSQL can't hold replaced. */
    static String storable(String name) {
        return StorableText.of(name.length() > MAX_NAME_LENGTH ? name.substring(0, MAX_NAME_LENGTH) : name);
    }

    private static void write(@Nullable Object value, JsonGenerator json, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new TooDeepException();
        }
        switch (value) {
            case null -> json.writeNull();
            case Boolean bool -> json.writeBoolean(bool);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case BigInteger number -> json.writeNumber(number);
            case Double number when Double.isFinite(number) -> json.writeNumber(number);
            // As JSON.stringify does.
            case Double _ -> json.writeNull();
            case AnyValue.Undefined _ -> json.writeNull();
            case byte[] bytes -> json.writeBinary(bytes);
            case Map<?, ?> map -> {
                json.writeStartObject();
                for (var member : map.entrySet()) {
                    if (member.getValue() == AnyValue.UNDEFINED) {
                        continue;
                    }
                    json.writeFieldName(StorableText.of(String.valueOf(member.getKey())));
                    write(member.getValue(), json, depth + 1);
                }
                json.writeEndObject();
            }
            case List<?> list -> {
                json.writeStartArray();
                for (Object element : list) {
                    write(element, json, depth + 1);
                }
                json.writeEndArray();
            }
            default -> json.writeString(StorableText.of(value.toString()));
        }
    }

    private static final class TooDeepException extends IOException {}
}
