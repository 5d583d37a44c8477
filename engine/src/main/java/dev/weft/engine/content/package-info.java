/**
 * What a workflow is made of, apart from the document it is edited in and the events it is kept as.
 *
 * <p>Start at {@link dev.weft.engine.content.WorkflowContent}. The packages beside it read a content out of a document ({@code draft}), judge it ({@code rules}),
 * write it back ({@code document}), merge it with what came from elsewhere ({@code merge}), and patch it ({@code patch}); {@code diff} compares texts for them. All of
 * them are pure: no clock, no randomness, no input or output.
 */
@NullMarked
package dev.weft.engine.content;

import org.jspecify.annotations.NullMarked;
