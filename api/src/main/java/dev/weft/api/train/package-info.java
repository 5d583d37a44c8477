/**
 * A training run: lets the JVM see the server at work, so that it can keep what it learns for later starts.
 *
 * <p>Start at {@link dev.weft.api.train.TrainCommand}, then {@code TrainingLoad}.
 */
@NullMarked
package dev.weft.api.train;

import org.jspecify.annotations.NullMarked;
