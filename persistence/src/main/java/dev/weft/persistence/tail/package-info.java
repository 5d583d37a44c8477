/**
 * The end of the log as it grows: who wants to know of commits, of this process and of others, hears of them at once.
 *
 * <p>Start reading at {@link dev.weft.persistence.tail.LogTail}. It is told what other processes tell by {@code NOTIFY}, once for each group commit;
 * {@link dev.weft.persistence.tail.TailedEventStore} wakes the processors that stream the log.
 *
 * <p>Everything here is a hint that may be lost or come twice. Whoever relies on the log polls it as well, seldom.
 */
@NullMarked
package dev.weft.persistence.tail;

import org.jspecify.annotations.NullMarked;
