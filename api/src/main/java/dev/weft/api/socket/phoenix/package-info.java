/**
 * Phoenix channels, serializer version 2, as {@code phoenix} and {@code y-phoenix-channel} speak them, at {@code /socket/websocket}.
 *
 * <p>Start reading at {@link dev.weft.api.socket.phoenix.PhoenixDialect}; then {@code PhoenixConnection}, one socket, {@code ChannelJoin}, how a channel
 * begins, and {@code PhoenixChannel}, one document on the socket.
 */
@NullMarked
package dev.weft.api.socket.phoenix;

import org.jspecify.annotations.NullMarked;
