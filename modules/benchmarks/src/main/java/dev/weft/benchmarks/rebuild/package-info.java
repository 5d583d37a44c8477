/** How fast read models are folded from the whole log: start at {@link dev.weft.benchmarks.rebuild.ReadModelRebuild}. */
@NullMarked
package dev.weft.benchmarks.rebuild;

import org.jspecify.annotations.NullMarked;
