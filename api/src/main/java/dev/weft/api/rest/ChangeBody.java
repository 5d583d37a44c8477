package dev.weft.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.weft.api.doc.DocumentJson;
import dev.weft.engine.replay.Change;
import org.jspecify.annotations.Nullable;

/**
 * One difference between two states of a document.
 *
 * @param change {@code added}, {@code removed}, {@code replaced} or {@code text}
 * @param path a JSON pointer; into the later state, for what was removed into the earlier
 * @param oldValue JSON; absent for what was added, and for texts
 * @param value JSON; absent for what was removed, and for texts
 * @param index of a text: where it changed, in UTF-16 units
 * @param removed of a text: what was there
 * @param inserted of a text: what is there now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChangeBody(
        String change,
        String path,
        @JsonProperty("old_value") @JsonRawValue @Nullable String oldValue,
        @JsonRawValue @Nullable String value,
        @Nullable Integer index,
        @Nullable String removed,
        @Nullable String inserted) {

    static ChangeBody of(Change change) {
        String path = change.path().toString();
        return switch (change) {
            case Change.Added added ->
                new ChangeBody("added", path, null, DocumentJson.of(added.value()), null, null, null);
            case Change.Removed removed ->
                new ChangeBody("removed", path, DocumentJson.of(removed.oldValue()), null, null, null, null);
            case Change.Replaced replaced ->
                new ChangeBody(
                        "replaced",
                        path,
                        DocumentJson.of(replaced.oldValue()),
                        DocumentJson.of(replaced.value()),
                        null,
                        null,
                        null);
            case Change.TextEdited text ->
                new ChangeBody("text", path, null, null, text.index(), text.removed(), text.inserted());
        };
    }
}
