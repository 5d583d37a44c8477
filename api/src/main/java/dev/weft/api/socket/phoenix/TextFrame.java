package dev.weft.api.socket.phoenix;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A text message between a Phoenix client and its server, either way: a JSON array {@code [joinRef, ref, topic, event, payload]}.
 *
 * <p>Source: phoenix 1.8.16, {@code assets/js/phoenix/serializer.js}.
 *
 * @param joinRef ref of the join by which the client is in the channel; null outside of channels, and in broadcasts
 * @param ref of this message, for a reply; null in what a server says of its own
 * @param payload to be written as JSON; from a client it is a {@link JsonNode}
 */
record TextFrame(@Nullable String joinRef, @Nullable String ref, String topic, String event, Object payload) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MEMBERS = 5;

    /** What fits into a binary message about the same channel. */
    private static final int MAX_FIELD_BYTES = 255;

    /** Payload of {@code phx_reply}. */
    private record Reply(String status, Object response) {}

    /** A text that is no frame; the message says what was found and expected. */
    static final class MalformedTextException extends Exception {
        MalformedTextException(String message) {
            super(message, null, false, false);
        }
    }

    static TextFrame reply(
            @Nullable String joinRef, @Nullable String ref, String topic, String status, Object response) {
        return new TextFrame(joinRef, ref, topic, "phx_reply", new Reply(status, response));
    }

    static TextFrame decode(String text) throws MalformedTextException {
        JsonNode frame;
        try {
            frame = JSON.readTree(text);
        } catch (JacksonException e) {
            throw new MalformedTextException("text that is not JSON: " + e.getOriginalMessage());
        }
        if (!frame.isArray() || frame.size() != MEMBERS) {
            throw new MalformedTextException("a text message, expected an array of " + MEMBERS + " members");
        }
        return new TextFrame(
                optional(frame, 0, "join_ref"),
                optional(frame, 1, "ref"),
                required(frame, 2, "topic"),
                required(frame, 3, "event"),
                frame.get(4));
    }

    /** Of a frame that a client sent. */
    JsonNode json() {
        return (JsonNode) payload;
    }

    private static @Nullable String optional(JsonNode frame, int index, String name) throws MalformedTextException {
        return frame.get(index).isNull() ? null : required(frame, index, name);
    }

    private static String required(JsonNode frame, int index, String name) throws MalformedTextException {
        JsonNode member = frame.get(index);
        if (!member.isString()) {
            throw new MalformedTextException(
                    name + " is " + member.getNodeType() + ", expected a string at index " + index);
        }
        String value = member.stringValue();
        if (value.getBytes(StandardCharsets.UTF_8).length > MAX_FIELD_BYTES) {
            throw new MalformedTextException(name + " has more than " + MAX_FIELD_BYTES + " bytes");
        }
        return value;
    }

    String encode() {
        List<@Nullable Object> members = new ArrayList<>(MEMBERS);
        members.add(joinRef);
        members.add(ref);
        members.add(topic);
        members.add(event);
        members.add(payload);
        return JSON.writeValueAsString(members);
    }
}
