/**
 * Compares our documents with those of Yjs.
 *
 * <p>Start reading at {@link dev.weft.testkit.differential.SessionReplay}: it gives a session of Yjs to our document and
 * lists what differs. {@link dev.weft.testkit.differential.SessionMinimizer} makes a failing session small.
 */
@NullMarked
package dev.weft.testkit.differential;

import org.jspecify.annotations.NullMarked;
