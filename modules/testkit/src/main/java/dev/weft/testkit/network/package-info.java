/**
 * Many replicas of one document in one thread, and a network between them that behaves as badly as a seed says.
 *
 * <p>Start reading at {@link dev.weft.testkit.network.SimulatedNetwork}. Replicas speak the sync protocol with each other,
 * so that what a simulation proves holds for the protocol as well.
 */
@NullMarked
package dev.weft.testkit.network;

import org.jspecify.annotations.NullMarked;
