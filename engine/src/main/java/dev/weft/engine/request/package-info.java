/**
 * What may be asked of a document beside edits, and what comes of it: save, reset, edits by the server, changes from outside, delete, restore, purge.
 *
 * <p>Start at {@link dev.weft.engine.request.DocumentRequest} and its {@link dev.weft.engine.request.RequestOutcome}. How a request becomes an event is planned
 * by {@link dev.weft.engine.request.RequestPlanner} from the document as it stands at one sequence; the document's host carries the plan out, and has it made anew
 * when another node was faster.
 */
@NullMarked
package dev.weft.engine.request;

import org.jspecify.annotations.NullMarked;
