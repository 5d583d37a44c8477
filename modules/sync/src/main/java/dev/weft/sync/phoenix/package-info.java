/**
 * The binary frames of Phoenix channels, serializer version 2.
 *
 * <p>Start reading at {@link dev.weft.sync.phoenix.PhoenixPush}, what clients send, and
 * {@link dev.weft.sync.phoenix.PhoenixMessage}, what a server sends. Their payloads, under the events {@code yjs} and
 * {@code yjs_sync}, are {@link dev.weft.sync.ywebsocket.YWebsocketFrame}s. Text frames are JSON and left to those who
 * have a JSON library.
 */
@NullMarked
package dev.weft.sync.phoenix;

import org.jspecify.annotations.NullMarked;
