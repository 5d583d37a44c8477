/**
 * Hosts of open documents: they take frames in, make them durable, and tell everybody.
 *
 * <p>Start at {@link dev.weft.engine.host.DocumentHosts}, which a socket enters by; then {@link dev.weft.engine.host.Participant}, what a socket holds of
 * a document, and {@link dev.weft.engine.host.ParticipantSocket}, what a document holds of a socket. What happens to an update is in {@code DocumentHost}. Knows no dialect: messages go in and out as
 * {@link dev.weft.engine.host.ClientMessage} and {@link dev.weft.engine.host.ServerMessage}.
 */
@NullMarked
package dev.weft.engine.host;

import org.jspecify.annotations.NullMarked;
