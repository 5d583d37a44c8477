/**
 * What it takes to look into the past of a long history. {@link dev.weft.benchmarks.history.LongHistory} is run by {@code modules/benchmarks/history}.
 */
@NullMarked
package dev.weft.benchmarks.history;

import org.jspecify.annotations.NullMarked;
