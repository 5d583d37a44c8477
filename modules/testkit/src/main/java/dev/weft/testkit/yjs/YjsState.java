package dev.weft.testkit.yjs;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A Yjs document seen from outside.
 *
 * @param after            number of updates that had been applied
 * @param roots            content by root name; {@code src/main/yjs/describe.mjs} says how values are written
 * @param stateVector      encoded state vector
 * @param snapshot         encoded snapshot, that is, delete set and state vector
 * @param update           {@code encodeStateAsUpdate}
 * @param updateV2         {@code encodeStateAsUpdateV2}
 * @param reloadedUpdate   what a document that has loaded {@code update} writes: Yjs sometimes leaves adjacent
 *                         collected structs apart, until it reads them again
 * @param reloadedUpdateV2 the same in format 2
 * @param pending          whether structs or deletions wait for something missing
 */
public record YjsState(
        int after,
        JsonNode roots,
        byte[] stateVector,
        byte[] snapshot,
        byte[] update,
        byte[] updateV2,
        byte[] reloadedUpdate,
        byte[] reloadedUpdateV2,
        boolean pending) {

    /** Reads what {@code describe} in {@code src/main/yjs/describe.mjs} wrote, once for each document or moment. */
    public static List<YjsState> listOf(JsonNode states) {
        var list = new ArrayList<YjsState>(states.size());
        states.forEach(state -> list.add(of(state)));
        return List.copyOf(list);
    }

    private static YjsState of(JsonNode state) {
        try {
            return new YjsState(
                    state.get("after").intValue(),
                    state.get("roots"),
                    state.get("stateVector").binaryValue(),
                    state.get("snapshot").binaryValue(),
                    state.get("update").binaryValue(),
                    state.get("updateV2").binaryValue(),
                    state.get("reloadedUpdate").binaryValue(),
                    state.get("reloadedUpdateV2").binaryValue(),
                    state.get("pending").booleanValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
