package dev.weft.crdt.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class SpreadTest {
    private static final int SLOTS = 4096;

    @Test
    void slotsAreInRangeWhateverTheirNumber() {
        for (int slots = 2; slots > 0 && slots <= 1 << 30; slots *= 2) {
            assertThat(Spread.slot(-1, slots)).isBetween(0, slots - 1);
            assertThat(Spread.slot(1, slots)).isBetween(0, slots - 1);
            assertThat(Spread.slot(Long.MAX_VALUE, slots)).isBetween(0, slots - 1);
        }
    }

    @Test
    void keysThatAreAlikeInTheirLowOrHighBitsDoNotShareASlot() {
        assertSpread(i -> i);
        assertSpread(i -> i << 20);
        assertSpread(i -> i << 41);
        assertSpread(i -> i << 32 | i);
    }

    @Test
    void keysThatAFixedMultiplierWouldPutTogetherDoNotShareASlot() {
        long inverse = inverseOf(0x9E3779B97F4A7C15L);

        assertSpread(i -> i * inverse);
        assertSpread(i -> (i << 44) * inverse);
    }

    @Test
    void partsAreMixedInTheirOrder() {
        assertThat(Spread.mixed(Spread.mixed(1, 2), 3)).isNotEqualTo(Spread.mixed(Spread.mixed(1, 3), 2));
    }

    private static void assertSpread(LongUnaryOperator keyOf) {
        int[] keysInSlot = new int[SLOTS];
        for (int i = 0; i < SLOTS / 2; i++) {
            keysInSlot[Spread.slot(keyOf.applyAsLong(i), SLOTS)]++;
        }
        assertThat(Arrays.stream(keysInSlot).filter(keys -> keys > 0).count())
                .as("slots that are used")
                .isGreaterThan(SLOTS / 64);
    }

    private static long inverseOf(long odd) {
        long inverse = odd;
        for (int i = 0; i < 6; i++) {
            inverse *= 2 - odd * inverse; // Newton's method doubles the bits that are right
        }
        assertThat(inverse * odd).isEqualTo(1);
        return inverse;
    }
}
