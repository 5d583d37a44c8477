package dev.weft.engine.workflow;

import org.jspecify.annotations.Nullable;

/**
 * Something that both the document and an outside change had changed, and differently. The document keeps its own.
 *
 * @param path such as {@code jobs[<id>].name}, or {@code jobs[<id>]} where one side had removed the member
 * @param ours what the document holds, as JSON; null also where it is removed
 * @param theirs what the outside change wanted, as JSON; null also where it removed it
 */
public record MergeConflict(
        String path, @Nullable Object ours, @Nullable Object theirs) {}
