package dev.weft.testkit.yjs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one observer of a random session received, and what Yjs made of it ({@code src/main/yjs/session.mjs}).
 *
 * @param id       the seed
 * @param encoding {@code v1} or {@code v2}, of all updates
 * @param gc       whether the observer's document collects garbage
 * @param cleanUp  whether the observer's document has typed roots and deletes superfluous formats
 * @param roots    kind of each root, by name
 * @param updates  in the order of their arrival; some twice, some missing, some before what they build on
 * @param states   the observer's document after some of the updates, the last one after all
 */
public record YjsSession(
        String id,
        String encoding,
        boolean gc,
        boolean cleanUp,
        Map<String, String> roots,
        List<byte[]> updates,
        List<YjsState> states) {

    static YjsSession of(JsonNode session) {
        var roots = new LinkedHashMap<String, String>();
        session.get("roots")
                .properties()
                .forEach(root -> roots.put(root.getKey(), root.getValue().asText()));
        var updates = new ArrayList<byte[]>();
        session.get("updates").forEach(update -> updates.add(Base64.getDecoder().decode(update.asText())));
        return new YjsSession(
                session.get("id").asText(),
                session.get("encoding").asText(),
                session.get("gc").booleanValue(),
                session.get("cleanUp").booleanValue(),
                Map.copyOf(roots),
                List.copyOf(updates),
                YjsState.listOf(session.get("states")));
    }

    /** The same observer with other updates, and no states. */
    public YjsSession withUpdates(List<byte[]> others) {
        return new YjsSession(id, encoding, gc, cleanUp, roots, List.copyOf(others), List.of());
    }
}
