/**
 * The frames of Hocuspocus providers 2 to 4: many documents on one socket, each frame addressed to one of them.
 *
 * <p>Start reading at {@link dev.weft.sync.hocuspocus.HocuspocusFrame}.
 */
@NullMarked
package dev.weft.sync.hocuspocus;

import org.jspecify.annotations.NullMarked;
