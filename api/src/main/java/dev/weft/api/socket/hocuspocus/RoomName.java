package dev.weft.api.socket.hocuspocus;

import dev.weft.api.problem.RequestRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * The name of a document, {@code workflow:<id>} or {@code workflow:<id>:v<N>}, taken apart but not read yet.
 *
 * @param version such as {@code v3}; null in the name of the live document
 */
record RoomName(String workflowId, @Nullable String version) {

    private static final String PREFIX = "workflow:";

    /** @throws RequestRefusedException if the name is of no workflow */
    static RoomName parse(String documentName) {
        if (!documentName.startsWith(PREFIX)) {
            throw RequestRefusedException.badRequest(
                    "document name is '" + documentName + "', expected workflow:<id> or workflow:<id>:v<number>");
        }
        String room = documentName.substring(PREFIX.length());
        int colon = room.indexOf(':');
        return colon < 0 ? new RoomName(room, null) : new RoomName(room.substring(0, colon), room.substring(colon + 1));
    }
}
