/**
 * The read model of live documents, saved or not: what a project's list of workflows is answered from.
 *
 * <p>Start reading at {@link dev.weft.persistence.draft.DraftModel}, which tells what is in the table, and {@link
 * dev.weft.persistence.draft.WorkflowListing}, which reads it. The table is a fold of the log: it lags behind by the time that one batch
 * takes, and can be emptied and rebuilt.
 *
 * <p>Nothing here decides anything, and nobody may write to the log because of it.
 */
@NullMarked
package dev.weft.persistence.draft;

import org.jspecify.annotations.NullMarked;
