/**
 * Who is here, and what they show of themselves: the awareness protocol of y-protocols.
 *
 * <p>Start reading at {@link dev.weft.sync.awareness.Awareness}, the state machine that every replica runs.
 * {@link dev.weft.sync.awareness.AwarenessUpdate} is what replicas send each other, and
 * {@link dev.weft.sync.awareness.AwarenessOwners} is what a server adds: which connection may speak for which client.
 * States are JSON that stays the text it came as. Nothing in here reads a clock or knows a transport.
 */
@NullMarked
package dev.weft.sync.awareness;

import org.jspecify.annotations.NullMarked;
