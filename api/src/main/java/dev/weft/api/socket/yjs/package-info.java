/**
 * What stock {@code y-websocket} clients speak, at {@code /yjs/{workflowId}}.
 *
 * <p>Start reading at {@link dev.weft.api.socket.yjs.YjsDialect}, which lets a client in, then {@code YjsConnection}.
 */
@NullMarked
package dev.weft.api.socket.yjs;

import org.jspecify.annotations.NullMarked;
