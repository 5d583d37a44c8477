/**
 * The log of events in PostgreSQL, as Axon's event storage.
 *
 * <p>Start reading at {@link dev.weft.persistence.events.EventLogStorage}, which puts the parts together, then {@code
 * GroupCommitEventStorageEngine}. What stands in the table is described in {@code docs/formats/events.md}.
 *
 * <p>Knows the engine's events by their registry, and nothing of documents. The key (stream, sequence) decides every race; nothing
 * here retries.
 */
@NullMarked
package dev.weft.persistence.events;

import org.jspecify.annotations.NullMarked;
