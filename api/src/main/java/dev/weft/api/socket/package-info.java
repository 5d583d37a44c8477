/**
 * WebSockets, whatever is spoken on them.
 *
 * <p>Start reading at {@link dev.weft.api.socket.Dialect}: each protocol that clients speak is one, in a package of its own, which turns frames into
 * messages to documents and back. What dialects share is here: the container's sockets ({@code SocketEndpoint}, {@code SocketHandshake} and
 * {@code SpringFrameChannel} are the only ones that know the container's API), limits, close codes, and the frames that all dialects carry.
 */
@NullMarked
package dev.weft.api.socket;

import org.jspecify.annotations.NullMarked;
