/**
 * WebSockets for stock {@code y-websocket} clients at {@code /yjs/{workflowId}}.
 *
 * <p>Start reading at {@link dev.weft.api.socket.YjsEndpoint}. A request becomes a join in {@code YjsHandshake}, before the upgrade; from there on
 * {@code YjsConnection} turns frames into messages to the document and back. Only {@code YjsEndpoint}, {@code YjsHandshake} and
 * {@code SpringFrameChannel} know the container's API.
 */
@NullMarked
package dev.weft.api.socket;

import org.jspecify.annotations.NullMarked;
