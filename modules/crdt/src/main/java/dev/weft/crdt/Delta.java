package dev.weft.crdt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text, or a change of one or of a list, as operations from its beginning on, in the way of Quill.
 *
 * <pre>{@code
 * Delta.builder().retain(5).insert("bold", Map.of("bold", true)).delete(2).build()
 * }</pre>
 */
public record Delta(List<Op> ops) {
    public Delta {
        ops = List.copyOf(ops);
    }

    public sealed interface Op {
        /** As JavaScript has it: {@code insert}, {@code retain} or {@code delete}, and {@code attributes} if there are any. */
        Map<String, @Nullable Object> toJson();
    }

    /**
     * @param insert     text; in a text also one embedded value or type; in a list the {@link List} of values
     * @param attributes formats of the text; empty for none
     */
    public record Insert(Object insert, Map<String, @Nullable Object> attributes) implements Op {
        public Insert {
            attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        }

        @Override
        public Map<String, @Nullable Object> toJson() {
            return json("insert", insert instanceof YType type ? type.toJson() : insert, attributes);
        }
    }

    /**
     * @param length     units that stay, at least 1
     * @param attributes formats that change: null takes one away; empty for none
     */
    public record Retain(int length, Map<String, @Nullable Object> attributes) implements Op {
        public Retain {
            attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        }

        @Override
        public Map<String, @Nullable Object> toJson() {
            return json("retain", length, attributes);
        }
    }

    /** @param length units that go, at least 1 */
    public record Delete(int length) implements Op {
        @Override
        public Map<String, @Nullable Object> toJson() {
            return json("delete", length, Map.of());
        }
    }

    private static Map<String, @Nullable Object> json(
            String name, @Nullable Object value, Map<String, @Nullable Object> attributes) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put(name, value);
        if (!attributes.isEmpty()) {
            json.put("attributes", attributes);
        }
        return json;
    }

    public List<Map<String, @Nullable Object>> toJson() {
        List<Map<String, @Nullable Object>> json = new ArrayList<>();
        ops.forEach(op -> json.add(op.toJson()));
        return json;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Collects operations. */
    public static final class Builder {
        private final List<Op> ops = new ArrayList<>();

        private Builder() {}

        public Builder insert(Object insert) {
            return insert(insert, Map.of());
        }

        public Builder insert(Object insert, Map<String, ? extends @Nullable Object> attributes) {
            ops.add(new Insert(insert, new LinkedHashMap<>(attributes)));
            return this;
        }

        public Builder retain(int length) {
            return retain(length, Map.of());
        }

        public Builder retain(int length, Map<String, ? extends @Nullable Object> attributes) {
            ops.add(new Retain(length, new LinkedHashMap<>(attributes)));
            return this;
        }

        public Builder delete(int length) {
            ops.add(new Delete(length));
            return this;
        }

        /** Drops what only says that the rest stays. */
        Builder dropTrailingRetain() {
            while (!ops.isEmpty()
                    && ops.getLast() instanceof Retain retain
                    && retain.attributes().isEmpty()) {
                ops.removeLast();
            }
            return this;
        }

        public Delta build() {
            return new Delta(ops);
        }
    }
}
