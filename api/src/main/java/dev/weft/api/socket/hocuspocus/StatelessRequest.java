package dev.weft.api.socket.hocuspocus;

import dev.weft.api.room.RoomPush;
import dev.weft.api.room.RoomReply;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests by stateless messages, which have no form of their own: JSON objects.
 *
 * <pre>
 * client  {"id": …, "event": "save_workflow", "payload": {…}}
 * server  {"id": …, "status": "ok" or "error", "response": {…}}      the answer to the request with this id
 * server  {"event": "workflow_saved", "payload": {…}}                unasked
 * </pre>
 *
 * @param id a string or a number of the client's choice
 * @param payload missing if none was sent
 */
record StatelessRequest(JsonNode id, String event, JsonNode payload) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** @throws IllegalArgumentException if the text is no request; the message says what was expected */
    static StatelessRequest parse(String text) {
        JsonNode message;
        try {
            message = JSON.readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
        JsonNode id = message.path("id");
        JsonNode event = message.path("event");
        if (!(id.isString() || id.isNumber()) || !event.isString()) {
            throw new IllegalArgumentException(
                    "expected an object with id (string or number), event (string) and payload");
        }
        return new StatelessRequest(id, event.stringValue(), message.path("payload"));
    }

    String reply(RoomReply reply) {
        return JSON.writeValueAsString(new Reply(id, reply.status(), reply.response()));
    }

    static String push(RoomPush push) {
        return JSON.writeValueAsString(push);
    }

    private record Reply(JsonNode id, String status, Object response) {}
}
