/** Who did what, when: {@link dev.weft.persistence.activity.ActivityModel} counts it minute by minute. */
@NullMarked
package dev.weft.persistence.activity;

import org.jspecify.annotations.NullMarked;
