/**
 * What tests of several modules share.
 *
 * <p>Random tests get their {@link dev.weft.testkit.Seeds} here, and tests that touch documents have them checked by
 * {@link dev.weft.testkit.DocIntegrity}. {@link dev.weft.testkit.yjs} runs real Yjs,
 * {@link dev.weft.testkit.differential} compares our documents with it, and {@link dev.weft.testkit.network} connects many
 * of ours.
 */
@NullMarked
package dev.weft.testkit;

import org.jspecify.annotations.NullMarked;
