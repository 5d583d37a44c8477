package dev.weft.persistence.events;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.weft.engine.workflow.AppendedUpdate;
import dev.weft.engine.workflow.SessionId;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.UpdatesAppended;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Appended updates are nearly all of a log, and small: they are written as arrays instead of maps with names, and ids as bytes.
 *
 * <pre>
 * event  := [ appendId, [ update, … ] ]
 * update := [ bytes, principal, session, receivedAtMillis ]  or  [ bytes, principal, session, receivedAtMillis, tool ]
 * </pre>
 *
 * <p>{@code appendId} is a byte string of 16; principal, session and tool are {@link CompactText}. A member is what stands at its place: any
 * change is a new revision.
 */
final class UpdatesAppendedLayout {

    private static final int MEMBERS = 4;

    private UpdatesAppendedLayout() {}

    static SimpleModule module() {
        return new SimpleModule("updates appended")
                .addSerializer(UpdatesAppended.class, new Writer())
                .addDeserializer(UpdatesAppended.class, new Reader());
    }

    private static final class Writer extends StdSerializer<UpdatesAppended> {
        Writer() {
            super(UpdatesAppended.class);
        }

        @Override
        public void serialize(UpdatesAppended event, JsonGenerator generator, SerializerProvider provider)
                throws IOException {
            generator.writeStartArray(event, 2);
            generator.writeBinary(ByteBuffer.allocate(16)
                    .putLong(event.appendId().getMostSignificantBits())
                    .putLong(event.appendId().getLeastSignificantBits())
                    .array());
            generator.writeStartArray(event, event.updates().size());
            for (AppendedUpdate update : event.updates()) {
                write(update, generator);
            }
            generator.writeEndArray();
            generator.writeEndArray();
        }

        private static void write(AppendedUpdate update, JsonGenerator generator) throws IOException {
            String tool = update.tool();
            generator.writeStartArray(update, tool == null ? MEMBERS : MEMBERS + 1);
            generator.writeBinary(update.update().bytes());
            CompactText.write(update.principal(), generator);
            CompactText.write(update.session().value(), generator);
            generator.writeNumber(update.receivedAtMillis());
            if (tool != null) {
                CompactText.write(tool, generator);
            }
            generator.writeEndArray();
        }
    }

    private static final class Reader extends StdDeserializer<UpdatesAppended> {
        Reader() {
            super(UpdatesAppended.class);
        }

        @Override
        public UpdatesAppended deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            expect(parser, parser.currentToken(), JsonToken.START_ARRAY);
            expect(parser, parser.nextToken(), JsonToken.VALUE_EMBEDDED_OBJECT);
            ByteBuffer appendId = ByteBuffer.wrap(parser.getBinaryValue());
            if (appendId.remaining() != 16) {
                throw new IOException("an append id has 16 bytes, not " + appendId.remaining());
            }
            expect(parser, parser.nextToken(), JsonToken.START_ARRAY);
            List<AppendedUpdate> updates = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                updates.add(update(parser));
            }
            expect(parser, parser.nextToken(), JsonToken.END_ARRAY);
            return new UpdatesAppended(new UUID(appendId.getLong(), appendId.getLong()), updates);
        }

        private static AppendedUpdate update(JsonParser parser) throws IOException {
            expect(parser, parser.currentToken(), JsonToken.START_ARRAY);
            expect(parser, parser.nextToken(), JsonToken.VALUE_EMBEDDED_OBJECT);
            UpdateBytes bytes = new UpdateBytes(parser.getBinaryValue());
            parser.nextToken();
            String principal = CompactText.read(parser);
            parser.nextToken();
            SessionId session = new SessionId(CompactText.read(parser));
            expect(parser, parser.nextToken(), JsonToken.VALUE_NUMBER_INT);
            long receivedAtMillis = parser.getLongValue();
            @Nullable String tool = null;
            if (parser.nextToken() != JsonToken.END_ARRAY) {
                tool = CompactText.read(parser);
                expect(parser, parser.nextToken(), JsonToken.END_ARRAY);
            }
            return new AppendedUpdate(bytes, principal, session, tool, receivedAtMillis);
        }

        private static void expect(JsonParser parser, @Nullable JsonToken found, JsonToken expected)
                throws IOException {
            if (found != expected) {
                throw new IOException("appended updates: found " + found + " before byte "
                        + parser.currentLocation().getByteOffset() + ", expected " + expected);
            }
        }
    }
}
