package dev.weft.testkit.differential;

import dev.weft.testkit.yjs.YjsBridge;
import dev.weft.testkit.yjs.YjsSession;
import dev.weft.testkit.yjs.YjsState;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Leaves updates out of a failing session for as long as it fails. Asks Yjs again for each try. */
public final class SessionMinimizer {
    private final YjsBridge yjs;

    public SessionMinimizer(YjsBridge yjs) {
        this.yjs = yjs;
    }

    /** The smallest session found, with what differs at its end. */
    public String minimize(YjsSession failing) {
        List<byte[]> updates = failing.updates();
        for (int chunk = Math.max(1, updates.size() / 2); chunk >= 1; chunk /= 2) {
            for (int from = 0; from < updates.size(); ) {
                List<byte[]> fewer = new ArrayList<>(updates.subList(0, from));
                fewer.addAll(updates.subList(Math.min(updates.size(), from + chunk), updates.size()));
                if (!differences(failing.withUpdates(fewer)).isEmpty()) {
                    updates = fewer;
                } else {
                    from += chunk;
                }
            }
        }
        YjsSession smallest = failing.withUpdates(updates);
        return "seed " + failing.id() + ", gc " + failing.gc() + ", " + failing.encoding() + ", roots "
                + failing.roots()
                + "\nupdates\n"
                + updates.stream()
                        .map(update -> "  " + HexFormat.of().formatHex(update))
                        .collect(Collectors.joining("\n"))
                + "\n" + String.join("\n", differences(smallest));
    }

    private List<String> differences(YjsSession session) {
        List<YjsState> states = yjs.replay(session, Set.of(session.updates().size()));
        return SessionReplay.differences(session, states);
    }
}
