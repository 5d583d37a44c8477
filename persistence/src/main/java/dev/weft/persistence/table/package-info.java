/**
 * Read models as pure folds: what the events of one workflow make of its rows.
 *
 * <p>Start reading at {@link dev.weft.persistence.table.ReadModel}. A {@link dev.weft.persistence.table.WorkflowFold} turns events into {@link
 * dev.weft.persistence.table.RowChange}s of {@link dev.weft.persistence.table.Table}s, and knows neither SQL nor which copy of the tables that is; {@link
 * dev.weft.persistence.table.TableWriter} writes the changes of many workflows at once into any copy.
 */
@NullMarked
package dev.weft.persistence.table;

import org.jspecify.annotations.NullMarked;
