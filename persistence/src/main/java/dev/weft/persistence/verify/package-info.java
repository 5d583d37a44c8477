/**
 * Whether everything that is stored is as it was written, and as a fold of the log from its first event gives it. Start at {@link
 * dev.weft.persistence.verify.HistoryVerifier}.
 */
@NullMarked
package dev.weft.persistence.verify;

import org.jspecify.annotations.NullMarked;
