/**
 * Checkpoints: documents as they were after some event, so that they open without their history.
 *
 * <p>Start reading at {@link dev.weft.persistence.checkpoint.PostgresCheckpoints}, which keeps the newest of each document, and {@link
 * dev.weft.persistence.checkpoint.CheckpointProjection}, which makes new ones as the log grows.
 *
 * <p>They are folded from the log and never the only copy of anything: the table may be emptied while servers run.
 */
@NullMarked
package dev.weft.persistence.checkpoint;

import org.jspecify.annotations.NullMarked;
