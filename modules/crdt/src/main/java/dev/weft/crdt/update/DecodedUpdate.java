package dev.weft.crdt.update;

import dev.weft.lib0.AnyValue;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An update as a tree of records, for people and tools that want to look into it. Its size is a multiple of the update's: work with
 * {@link UpdateCursor} where that matters.
 *
 * @param structs   in the order of the update
 * @param deletions sorted and merged
 */
public record DecodedUpdate(List<Struct> structs, IdSet deletions) {
    /** Names one unit. */
    public record Id(long client, int clock) {
        @Override
        public String toString() {
            return client + ":" + clock;
        }
    }

    /** Units of one client that follow each other. */
    public sealed interface Struct {
        /** Of the first unit. */
        Id id();

        /** Number of units, at least 1. */
        int length();
    }

    /** Collected garbage. */
    public record Gc(Id id, int length) implements Struct {}

    /** A gap. */
    public record Skip(Id id, int length) implements Struct {}

    /**
     * Content at a place.
     *
     * @param origin      its left neighbour when it was made
     * @param rightOrigin its right neighbour when it was made
     * @param parent      null if it has an origin, and so takes parent and map key from that
     * @param mapKey      null if it is no map entry, or if it has an origin
     */
    public record Item(
            Id id,
            int length,
            @Nullable Id origin,
            @Nullable Id rightOrigin,
            @Nullable Parent parent,
            @Nullable String mapKey,
            Content content)
            implements Struct {}

    /** Where an item without origins belongs. */
    public sealed interface Parent {
        /** The root type of this name. */
        record Root(String name) implements Parent {}

        /** The shared type that an item holds. */
        record OfItem(Id id) implements Parent {}
    }

    /** What an item holds. */
    public sealed interface Content {
        /** Content that was deleted and forgotten. */
        record Deleted() implements Content {}

        /** Values that old versions of Yjs wrote as JSON; {@code undefined} among them as {@link AnyValue#UNDEFINED}. */
        record Json(List<AnyValue> values) implements Content {}

        /** Owns its array. */
        record Binary(byte[] bytes) implements Content {
            @Override
            public boolean equals(@Nullable Object other) {
                return other instanceof Binary binary && Arrays.equals(bytes, binary.bytes);
            }

            @Override
            public int hashCode() {
                return Arrays.hashCode(bytes);
            }
        }

        /** Characters of a text: as many UTF-16 units as the item is long. Halves of surrogate pairs are {@code U+FFFD}. */
        record Text(String text) implements Content {}

        /** A value inside a text, one unit. */
        record Embed(AnyValue value) implements Content {}

        /** The begin of a format in a text, or with the value null its end. */
        record Format(String key, AnyValue value) implements Content {}

        /**
         * @param typeRef one of {@link TypeRef}
         * @param name    of an XML element or hook, else null
         */
        record Type(int typeRef, @Nullable String name) implements Content {}

        /** Values of a list or a map: as many as the item is long. */
        record Any(List<AnyValue> values) implements Content {}

        /** A subdocument, by its name and those options that differ from the defaults. */
        record Doc(String guid, AnyValue.AnyObject options) implements Content {}
    }
}
