package dev.weft.engine.content.merge;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.weft.engine.content.Section;
import org.jspecify.annotations.Nullable;

/**
 * Both sides changed one thing differently. Ours stayed, unless it is an edge or a cron cursor whose job they removed.
 *
 * @param index of the member in the merged draft; −1 for one that is not in it, for the workflow itself and for positions
 * @param id of the member, or of the node a position belongs to; null for the workflow itself
 * @param field in the document's terms, or where in it: {@code kafka_configuration.group_id}; null if the whole member is concerned, or the whole position
 * @param line of a body where our lines begin, from 1; null for anything but a body
 * @param ours the JSON value that stayed: of a body our lines, of a member its fields, null if we removed it
 * @param theirs the JSON value that didn't come in: likewise
 */
public record MergeConflict(
        @JsonProperty("section") Section section,
        @JsonProperty("index") int index,
        @JsonProperty("id") @Nullable String id,
        @JsonProperty("field") @Nullable String field,
        @JsonProperty("line") @Nullable Integer line,
        @JsonProperty("ours") @Nullable Object ours,
        @JsonProperty("theirs") @Nullable Object theirs) {
    /** Where, in the manner of error paths: {@code concurrency}, {@code jobs[0].body}, {@code positions[<id>]}; by id what has no index. */
    public String path() {
        if (section == Section.WORKFLOW) {
            return String.valueOf(field);
        }
        String member = section.root() + "[" + (index < 0 ? id : String.valueOf(index)) + "]";
        return field == null ? member : member + "." + field;
    }

    MergeConflict at(int newIndex) {
        return new MergeConflict(section, newIndex, id, field, line, ours, theirs);
    }
}
