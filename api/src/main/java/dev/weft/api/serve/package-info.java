/**
 * The running server: its command, its settings, and the wiring of everything else.
 *
 * <p>Start reading at {@link dev.weft.api.serve.WeftApplication}, which names the few configuration classes; nothing is
 * found by scanning. The packages it wires (sockets, REST, auth) must not know this one.
 */
@NullMarked
package dev.weft.api.serve;

import org.jspecify.annotations.NullMarked;
