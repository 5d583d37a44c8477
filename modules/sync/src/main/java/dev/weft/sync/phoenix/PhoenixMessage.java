package dev.weft.sync.phoenix;

import dev.weft.lib0.ByteReader;
import dev.weft.lib0.ByteWriter;
import dev.weft.lib0.MalformedInputException;
import java.util.Arrays;

/**
 * A binary message from a server.
 *
 * <pre>
 * kind 0  push       lengths of joinRef, topic, event          ‖ these fields ‖ payload
 * kind 1  reply      lengths of joinRef, ref, topic, status    ‖ these fields ‖ payload
 * kind 2  broadcast  lengths of topic, event                   ‖ these fields ‖ payload
 * </pre>
 *
 * <p>Kinds and lengths take one byte each, fields are UTF-8, the payload goes on to the end.
 *
 * <p>Source: phoenix 1.8.16, {@code assets/js/phoenix/serializer.js}.
 */
public sealed interface PhoenixMessage {
    /** To one client, in the channel that it joined with {@code joinRef}; it drops messages of an earlier join. */
    record Push(String joinRef, String topic, String event, byte[] payload) implements PhoenixMessage {
        @Override
        public boolean equals(Object other) {
            return other instanceof Push push
                    && joinRef.equals(push.joinRef)
                    && topic.equals(push.topic)
                    && event.equals(push.event)
                    && Arrays.equals(payload, push.payload);
        }

        @Override
        public int hashCode() {
            return 31 * topic.hashCode() + Arrays.hashCode(payload);
        }
    }

    /** The answer to a client's message with that {@code ref}. */
    record Reply(String joinRef, String ref, String topic, String status, byte[] payload) implements PhoenixMessage {
        @Override
        public boolean equals(Object other) {
            return other instanceof Reply reply
                    && joinRef.equals(reply.joinRef)
                    && ref.equals(reply.ref)
                    && topic.equals(reply.topic)
                    && status.equals(reply.status)
                    && Arrays.equals(payload, reply.payload);
        }

        @Override
        public int hashCode() {
            return 31 * topic.hashCode() + Arrays.hashCode(payload);
        }
    }

    /** To everyone in the channel. */
    record Broadcast(String topic, String event, byte[] payload) implements PhoenixMessage {
        @Override
        public boolean equals(Object other) {
            return other instanceof Broadcast broadcast
                    && topic.equals(broadcast.topic)
                    && event.equals(broadcast.event)
                    && Arrays.equals(payload, broadcast.payload);
        }

        @Override
        public int hashCode() {
            return 31 * topic.hashCode() + Arrays.hashCode(payload);
        }
    }

    /**
     * Reads a whole frame.
     *
     * @throws MalformedInputException if it is of another kind, cut off, or not UTF-8
     */
    static PhoenixMessage decode(byte[] frame) {
        var reader = new ByteReader(frame);
        switch (PhoenixFields.readKind(reader, 0, 2)) {
            case 0 -> {
                String[] fields = PhoenixFields.read(reader, 3);
                return new Push(fields[0], fields[1], fields[2], reader.readRemaining());
            }
            case 1 -> {
                String[] fields = PhoenixFields.read(reader, 4);
                return new Reply(fields[0], fields[1], fields[2], fields[3], reader.readRemaining());
            }
            default -> {
                String[] fields = PhoenixFields.read(reader, 2);
                return new Broadcast(fields[0], fields[1], reader.readRemaining());
            }
        }
    }

    /** @throws IllegalArgumentException if a field takes more than 255 bytes */
    default byte[] encode() {
        var writer = new ByteWriter();
        switch (this) {
            case Push(String joinRef, String topic, String event, byte[] payload) -> {
                writer.writeUint8(0);
                PhoenixFields.write(writer, joinRef, topic, event);
                writer.writeBytes(payload);
            }
            case Reply(String joinRef, String ref, String topic, String status, byte[] payload) -> {
                writer.writeUint8(1);
                PhoenixFields.write(writer, joinRef, ref, topic, status);
                writer.writeBytes(payload);
            }
            case Broadcast(String topic, String event, byte[] payload) -> {
                writer.writeUint8(2);
                PhoenixFields.write(writer, topic, event);
                writer.writeBytes(payload);
            }
        }
        return writer.toByteArray();
    }
}
