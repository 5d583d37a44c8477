package dev.weft.persistence.readmodel;

import org.jspecify.annotations.Nullable;

/**
 * What two copies of a read model don't have in common. Workflows of which one copy has more events are left out.
 *
 * @param rows how many are missing, too many, or have other values
 * @param first one of them; null if there is none
 */
public record Differences(long rows, @Nullable RowDifference first) {}
