/**
 * How fast, and in how many bytes, edits become durable. {@link dev.weft.benchmarks.appends.DurableAppends} is run by {@code modules/benchmarks/appends}.
 */
@NullMarked
package dev.weft.benchmarks.appends;

import org.jspecify.annotations.NullMarked;
