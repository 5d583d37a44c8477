/**
 * What a delivery costs by the library of sockets and by the way of writing, with nothing behind it: a relay of y-websocket frames on Tomcat, Jetty and Netty.
 *
 * <p>Start reading at {@link dev.weft.benchmarks.socket.SocketRelay}.
 */
@NullMarked
package dev.weft.benchmarks.socket;

import org.jspecify.annotations.NullMarked;
