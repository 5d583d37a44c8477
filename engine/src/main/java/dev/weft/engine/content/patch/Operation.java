package dev.weft.engine.content.patch;

import org.jspecify.annotations.Nullable;

/** One step of a patch. Values are JSON as {@link dev.weft.engine.content.draft.PlainJson} has it. */
sealed interface Operation {
    JsonPointer path();

    record Add(JsonPointer path, @Nullable Object value) implements Operation {}

    record Remove(JsonPointer path) implements Operation {}

    record Replace(JsonPointer path, @Nullable Object value) implements Operation {}

    record Move(JsonPointer from, JsonPointer path) implements Operation {}

    record Copy(JsonPointer from, JsonPointer path) implements Operation {}

    record Test(JsonPointer path, @Nullable Object value) implements Operation {}
}
