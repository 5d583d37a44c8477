/**
 * Keeps the read models: as the log grows, into the live tables; from the beginning, into a copy of them; and of one workflow, to compare.
 *
 * <p>Start reading at {@link dev.weft.persistence.readmodel.ReadModels}, which lists them, and {@link
 * dev.weft.persistence.readmodel.StoredModel}, which all three have in common: it takes events into the rows of one model in one schema, each exactly once,
 * and parks what can't be taken. {@link dev.weft.persistence.readmodel.ReadModelProjection} is the live one, {@link
 * dev.weft.persistence.readmodel.Rebuild} the copy, {@link dev.weft.persistence.readmodel.ReadModelCheck} compares.
 *
 * <p>Nothing here decides anything, and nobody may write to the log because of it.
 */
@NullMarked
package dev.weft.persistence.readmodel;

import org.jspecify.annotations.NullMarked;
