/**
 * The sync protocol of y-protocols: how two replicas bring each other up to date.
 *
 * <p>Start reading at {@link dev.weft.sync.SyncMessage}. Who is present is told by {@link dev.weft.sync.awareness}; the
 * frames in which all of this travels are a package for each dialect, such as {@link dev.weft.sync.ywebsocket}. Codecs
 * and state machines only: nothing in this module knows a socket, a thread or a clock.
 */
@NullMarked
package dev.weft.sync;

import org.jspecify.annotations.NullMarked;
