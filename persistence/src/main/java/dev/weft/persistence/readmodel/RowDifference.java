package dev.weft.persistence.readmodel;

import org.jspecify.annotations.Nullable;

/**
 * Where a read model isn't what the log gives.
 *
 * @param model name of the read model
 * @param place which row and column of which table, or which workflow
 * @param stored what is there, as SQL shows it; null for nothing
 * @param expected what the log gives; null for nothing
 */
public record RowDifference(
        String model,
        String place,
        @Nullable String stored,
        @Nullable String expected) {

    private static final int LONGEST_VALUE = 200;

    /** A line for people. */
    @Override
    public String toString() {
        return "read model " + model + ": " + place + " is " + shown(stored) + ", the log gives " + shown(expected);
    }

    private static String shown(@Nullable String value) {
        if (value == null) {
            return "nothing";
        }
        return "'" + (value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…") + "'";
    }
}
