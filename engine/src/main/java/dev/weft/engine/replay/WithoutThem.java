package dev.weft.engine.replay;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a document would be had somebody not edited it.
 *
 * @param document   as JSON
 * @param changes    what is different in it from the document as it is
 * @param omitted    the edits that were left out, in order
 * @param dependents edits of others that were built upon what was left out: typed beside it, or inside of it. They are in the document
 *     wherever there is still a place for them
 */
public record WithoutThem(
        Map<String, @Nullable Object> document, List<Change> changes, List<Author> omitted, List<Author> dependents) {
    public WithoutThem {
        changes = List.copyOf(changes);
        omitted = List.copyOf(omitted);
        dependents = List.copyOf(dependents);
    }
}
