/**
 * Real Yjs, run by Node and asked over JSON lines; the scripts are in {@code src/main/yjs}.
 *
 * <p>Start reading at {@link dev.weft.testkit.yjs.YjsBridge}. A {@link dev.weft.testkit.yjs.YjsSession} is what a few
 * random Yjs clients wrote, with what Yjs makes of it: the expectation that our document is compared with. Nothing in
 * here knows our document.
 */
@NullMarked
package dev.weft.testkit.yjs;

import org.jspecify.annotations.NullMarked;
