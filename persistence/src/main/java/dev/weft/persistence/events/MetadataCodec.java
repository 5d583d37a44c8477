package dev.weft.persistence.events;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import dev.weft.engine.workflow.EventMetadata;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.messaging.MetaData;

/**
 * Metadata as a CBOR map: the keys that we know as the numbers of their places in a list that only ever grows, others as text; values as
 * {@link CompactText} has them.
 */
final class MetadataCodec {

    /** Append only: the places are stored. */
    private static final List<String> KEYS = List.of(
            EventMetadata.PRINCIPAL,
            EventMetadata.SESSION,
            EventMetadata.TRACE_ID,
            EventMetadata.CORRELATION_ID,
            EventMetadata.CAUSATION_ID,
            EventMetadata.TOOL,
            EventMetadata.REQUEST_KEY,
            EventMetadata.REQUEST_DIGEST);

    private final CBORFactory cbor;

    MetadataCodec(CBORFactory cbor) {
        this.cbor = cbor;
    }

    byte[] encode(MetaData metadata) {
        var bytes = new ByteArrayOutputStream();
        try (CBORGenerator generator = cbor.createGenerator(bytes)) {
            generator.writeStartObject(metadata.size());
            for (Map.Entry<String, Object> entry : new TreeMap<>(metadata).entrySet()) {
                int number = KEYS.indexOf(entry.getKey());
                if (number < 0) {
                    generator.writeFieldName(entry.getKey());
                } else {
                    generator.writeFieldId(number);
                }
                CompactText.write(String.valueOf(entry.getValue()), generator);
            }
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not in memory
        }
        return bytes.toByteArray();
    }

    /** @throws UnreadableEventException if the bytes are no map as written above */
    MetaData decode(byte[] bytes) {
        Map<String, Object> metadata = new TreeMap<>();
        try (CBORParser parser = cbor.createParser(bytes)) {
            require(parser, parser.nextToken(), JsonToken.START_OBJECT);
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
                require(parser, token, JsonToken.FIELD_NAME);
                String key = keyOf(parser.currentName());
                parser.nextToken();
                metadata.put(key, CompactText.read(parser));
            }
        } catch (IOException e) {
            throw new UnreadableEventException("metadata are no CBOR map of text: " + e.getMessage());
        }
        return MetaData.from(metadata);
    }

    /** The parser shows a key that is a number as its digits, and no key of ours is that. */
    private static String keyOf(String name) {
        if (name.isEmpty() || !name.chars().allMatch(Character::isDigit)) {
            return name;
        }
        int number = name.length() > 4 ? KEYS.size() : Integer.parseInt(name);
        if (number >= KEYS.size()) {
            throw new UnreadableEventException(
                    "unknown key " + name + " of metadata; this build knows 0 to " + (KEYS.size() - 1));
        }
        return KEYS.get(number);
    }

    private static void require(JsonParser parser, JsonToken found, JsonToken expected) throws IOException {
        if (found != expected) {
            throw new IOException(
                    found + " at byte " + parser.currentTokenLocation().getByteOffset() + ", expected " + expected);
        }
    }
}
