/**
 * The log of events as document hosts see it: read one stream from a sequence on, append one event at an expected sequence and learn the outcome.
 *
 * <p>Start at {@link dev.weft.engine.log.EventLog}. The implementations here go through Axon; knows no SQL.
 */
@NullMarked
package dev.weft.engine.log;

import org.jspecify.annotations.NullMarked;
