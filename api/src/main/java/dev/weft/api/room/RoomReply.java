package dev.weft.api.room;

import dev.weft.engine.request.RequestRefusal;
import java.util.List;
import java.util.Map;

/**
 * The answer to a request; there is exactly one for each.
 *
 * @param response to be written as JSON, an object
 */
public record RoomReply(boolean isOk, Object response) {

    /** {@code ok} or {@code error}, as it is written. */
    public String status() {
        return isOk ? "ok" : "error";
    }

    public static RoomReply ok(Object response) {
        return new RoomReply(true, response);
    }

    /** For what is no fault of the document's. */
    public static RoomReply error(String reason) {
        return new RoomReply(false, Map.of("reason", reason));
    }

    static RoomReply refused(RequestRefusal refusal) {
        return new RoomReply(false, new Errors(refusal.type(), refusal.errors()));
    }

    /** @param errors messages by path; {@code base} is the path of what belongs to no field */
    private record Errors(String type, Map<String, List<String>> errors) {}
}
