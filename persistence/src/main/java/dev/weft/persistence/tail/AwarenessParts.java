package dev.weft.persistence.tail;

import dev.weft.engine.host.NodeAwareness;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.lib0.MalformedInputException;
import dev.weft.sync.awareness.AwarenessLimits;
import dev.weft.sync.awareness.AwarenessUpdate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Awareness updates as payloads of notifications, and back. PostgreSQL takes less than 8,000 bytes in one: a larger update is sent in parts.
 *
 * <pre>
 * payload := node workflow "?"                                       asks
 *          | node workflow message "/" part "/" parts " " base64     tells
 * </pre>
 *
 * <p>A node's notifications come in the order in which it sent them, so that of each node one unfinished update is kept. Used by one thread.
 */
final class AwarenessParts implements Consumer<String> {

    private static final Logger log = LoggerFactory.getLogger(AwarenessParts.class);

    private static final int PART_CHARS = 7_800;

    /** Nodes whose unfinished updates are kept. */
    private static final int MOST_NODES = 64;

    /** Parts of one update: 20,000 clients of 1 KB. */
    private static final int MOST_PARTS = 4_000;

    /** Every node has checked what its own participants sent; these only bound what is read. */
    private static final AwarenessLimits LIMITS = new AwarenessLimits(20_000, 1 << 20);

    private final String node;
    private final NodeAwareness documents;

    private final Map<String, Unfinished> unfinished = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Unfinished> eldest) {
            return size() > MOST_NODES;
        }
    };

    private record Unfinished(String message, StringBuilder base64, int parts) {}

    AwarenessParts(String node, NodeAwareness documents) {
        this.node = node;
        this.documents = documents;
    }

    static String question(String node, WorkflowId workflowId) {
        return node + " " + workflowId + " ?";
    }

    /** @param message a number that this node uses for no other update */
    static List<String> of(String node, WorkflowId workflowId, long message, AwarenessUpdate update) {
        String base64 = Base64.getEncoder().encodeToString(update.encode());
        int parts = Math.max(1, (base64.length() + PART_CHARS - 1) / PART_CHARS);
        List<String> payloads = new ArrayList<>(parts);
        for (int part = 0; part < parts; part++) {
            String text = base64.substring(part * PART_CHARS, Math.min(base64.length(), (part + 1) * PART_CHARS));
            payloads.add(node + " " + workflowId + " " + message + "/" + part + "/" + parts + " " + text);
        }
        return payloads;
    }

    @Override
    public void accept(String payload) {
        String[] words = payload.split(" ");
        Optional<WorkflowId> workflowId = words.length < 3 ? Optional.empty() : WorkflowId.parse(words[1]);
        if (workflowId.isEmpty() || words[0].equals(node)) {
            return;
        }
        if (words[2].equals("?")) {
            documents.asked(workflowId.get());
        } else if (words.length == 4) {
            try {
                add(words[0], workflowId.get(), words[2].split("/"), words[3]);
            } catch (IllegalArgumentException | MalformedInputException e) {
                log.warn("awareness from another process can't be read: {}", e.getMessage());
            }
        }
    }

    private void add(String from, WorkflowId workflowId, String[] place, String base64) {
        if (place.length != 3) {
            throw new IllegalArgumentException("message/part/parts expected");
        }
        int part = Integer.parseInt(place[1]);
        int parts = Integer.parseInt(place[2]);
        Unfinished update = part == 0
                ? new Unfinished(place[0], new StringBuilder(), Math.min(parts, MOST_PARTS))
                : unfinished.remove(from);
        if (update == null || !update.message().equals(place[0])) {
            return; // its beginning was lost
        }
        update.base64().append(base64);
        if (part + 1 < update.parts()) {
            unfinished.put(from, update);
        } else {
            byte[] encoded = Base64.getDecoder().decode(update.base64().toString());
            documents.told(workflowId, AwarenessUpdate.decode(encoded, LIMITS));
        }
    }
}
