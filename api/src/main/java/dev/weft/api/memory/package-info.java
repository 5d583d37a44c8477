/**
 * What the server does about the memory of its process, beside what documents do about theirs.
 *
 * <p>{@link dev.weft.api.memory.QuietCollector} gives back to the system what a burst has left behind.
 */
@NullMarked
package dev.weft.api.memory;

import org.jspecify.annotations.NullMarked;
