/**
 * The frames of y-websocket: one message each, without a document's name.
 *
 * <p>Start reading at {@link dev.weft.sync.ywebsocket.YWebsocketFrame}. Phoenix channels carry the same messages inside
 * of frames of their own.
 */
@NullMarked
package dev.weft.sync.ywebsocket;

import org.jspecify.annotations.NullMarked;
