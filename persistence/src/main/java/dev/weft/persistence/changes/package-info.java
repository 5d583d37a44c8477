/**
 * What happened, told briefly and in order, for those who want to hear of it: start at {@link dev.weft.persistence.changes.ChangeLog}.
 */
@NullMarked
package dev.weft.persistence.changes;

import org.jspecify.annotations.NullMarked;
