/**
 * What tests of several modules share.
 *
 * <p>Random tests get their {@link dev.weft.testkit.Seeds} here. {@link dev.weft.testkit.yjs} runs real Yjs.
 */
@NullMarked
package dev.weft.testkit;

import org.jspecify.annotations.NullMarked;
