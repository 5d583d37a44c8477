/**
 * What Hocuspocus providers 2 to 4 speak, at {@code /hocuspocus}.
 *
 * <p>Start reading at {@link dev.weft.api.socket.hocuspocus.HocuspocusDialect}; then {@code HocuspocusConnection}, one socket, and
 * {@code HocuspocusRoom}, one document on it.
 */
@NullMarked
package dev.weft.api.socket.hocuspocus;

import org.jspecify.annotations.NullMarked;
