package dev.weft.crdt;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names one unit of content for ever: one UTF-16 unit of a text, one element of a list.
 *
 * @param client who inserted it: 0 to 2^53 − 1
 * @param clock  how many units that client had inserted before
 */
public record Id(long client, int clock) {
    /** @throws IllegalArgumentException if one of the two is negative */
    public Id {
        if (client < 0 || clock < 0) {
            throw new IllegalArgumentException("id " + client + ":" + clock + " is negative");
        }
    }

    /** {@code {client, clock}}, as Yjs's ids look in JSON. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("client", client);
        json.put("clock", clock);
        return json;
    }

    @Override
    public String toString() {
        return client + ":" + clock;
    }
}
