/**
 * What the server shows of itself in numbers, at {@code /actuator/prometheus}.
 *
 * <p>{@link dev.weft.api.metrics.ServerMeters} binds what engine and projections count; the writer of the log has meters of its own. Few names and fixed
 * tags: nothing here grows with workflows or people.
 */
@NullMarked
package dev.weft.api.metrics;

import org.jspecify.annotations.NullMarked;
