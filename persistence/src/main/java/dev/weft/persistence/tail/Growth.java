package dev.weft.persistence.tail;

import dev.weft.engine.workflow.WorkflowId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** What somebody's commit added to the log. */
public sealed interface Growth {

    /** Longest payload of a notification, which PostgreSQL bounds to less than 8,000 bytes. */
    int MAX_PAYLOAD_CHARS = 7_900;

    /** @param lengths how many events each stream has now, at least */
    record OfStreams(Map<WorkflowId, Long> lengths) implements Growth {
        public OfStreams {
            lengths = Map.copyOf(lengths);
        }
    }

    /** Of more streams than can be told, or of nobody knows which. */
    record OfMany() implements Growth {}

    /** The text that other processes are told: {@code <node> <workflow id>:<length>,…} or {@code <node> *}. */
    default String toPayload(String node) {
        if (this instanceof OfStreams(Map<WorkflowId, Long> lengths)) {
            StringJoiner streams = new StringJoiner(",", node + " ", "");
            lengths.forEach((workflowId, length) -> streams.add(workflowId + ":" + length));
            if (streams.length() <= MAX_PAYLOAD_CHARS) {
                return streams.toString();
            }
        }
        return node + " *";
    }

    /** Reads what {@link #toPayload} wrote; empty if {@code node} itself wrote it. What can't be understood may mean anything. */
    static Optional<Growth> ofPayload(String payload, String node) {
        int space = payload.indexOf(' ');
        if (space < 0) {
            return Optional.of(new OfMany());
        }
        if (payload.substring(0, space).equals(node)) {
            return Optional.empty();
        }
        Map<WorkflowId, Long> lengths = new LinkedHashMap<>();
        for (String stream : payload.substring(space + 1).split(",")) {
            int colon = stream.indexOf(':');
            Optional<WorkflowId> workflowId =
                    colon < 0 ? Optional.empty() : WorkflowId.parse(stream.substring(0, colon));
            if (workflowId.isEmpty() || !stream.substring(colon + 1).matches("[0-9]{1,18}")) {
                return Optional.of(new OfMany());
            }
            lengths.put(workflowId.get(), Long.parseLong(stream.substring(colon + 1)));
        }
        return Optional.of(new OfStreams(lengths));
    }
}
