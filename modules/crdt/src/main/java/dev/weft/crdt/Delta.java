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
    /** Takes a copy of the list. */
    public Delta {
        ops = List.copyOf(ops);
    }

    /** One step of a delta; lengths count UTF-16 units, an embedded value as one. */
    public sealed interface Op {
        /** As JavaScript has it: {@code insert}, {@code retain} or {@code delete}, and {@code attributes} if there are any. */
        Map<String, @Nullable Object> toJson();
    }

    /**
     * @param insert     text; in a text also one embedded value or type; in a list the {@link List} of values
     * @param attributes formats of the text; empty for none
     */
    public record Insert(Object insert, Map<String, @Nullable Object> attributes) implements Op {
        /** Takes a copy of the formats, not of what is inserted. */
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
        /** Takes a copy of the formats. */
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

    /**
     * As Quill and Yjs write deltas in JSON: a map for each step, with {@code insert}, {@code retain} or {@code delete}, and
     * {@code attributes} where there are some. Types are given as their JSON, other values as they are.
     */
    public List<Map<String, @Nullable Object>> toJson() {
        List<Map<String, @Nullable Object>> json = new ArrayList<>();
        ops.forEach(op -> json.add(op.toJson()));
        return json;
    }

    /** For a delta step by step, in the order of the text. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects operations. */
    public static final class Builder {
        private final List<Op> ops = new ArrayList<>();

        private Builder() {}

        /** Inserts something without formats: see {@link Insert}. */
        public Builder insert(Object insert) {
            return insert(insert, Map.of());
        }

        /** Inserts something with these formats, which are copied: see {@link Insert}. */
        public Builder insert(Object insert, Map<String, ? extends @Nullable Object> attributes) {
            ops.add(new Insert(insert, new LinkedHashMap<>(attributes)));
            return this;
        }

        /** @param length units that stay as they are, at least 1 */
        public Builder retain(int length) {
            return retain(length, Map.of());
        }

        /**
         * @param length     units that stay, at least 1
         * @param attributes formats that change, which are copied: null takes one away
         */
        public Builder retain(int length, Map<String, ? extends @Nullable Object> attributes) {
            ops.add(new Retain(length, new LinkedHashMap<>(attributes)));
            return this;
        }

        /** @param length units that go, at least 1 */
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

        /** The operations so far; what the builder is told later doesn't change them. */
        public Delta build() {
            return new Delta(ops);
        }
    }
}
