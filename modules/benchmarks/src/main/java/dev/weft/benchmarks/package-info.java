/**
 * Benchmarks, mostly over recorded editing traces. Start reading at {@link dev.weft.benchmarks.Trace}; a class named
 * {@code …Benchmark} is run by {@code modules/benchmarks/run}. Nothing depends on this package.
 */
@NullMarked
package dev.weft.benchmarks;

import org.jspecify.annotations.NullMarked;
