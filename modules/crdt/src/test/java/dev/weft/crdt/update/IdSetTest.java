package dev.weft.crdt.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.lib0.ByteReader;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IdSetTest {
    private record Id(long client, int clock) implements Comparable<Id> {
        @Override
        public int compareTo(Id other) {
            return client != other.client ? Long.compare(client, other.client) : Integer.compare(clock, other.clock);
        }
    }

    @Test
    void overlappingAndTouchingRangesBecomeOne() {
        var set = IdSet.builder()
                .add(1, 5, 5)
                .add(1, 0, 2)
                .add(1, 2, 1)
                .add(1, 7, 1)
                .add(1, 9, 4)
                .build();

        assertThat(set).hasToString("IdSet{1:0+3, 1:5+8}");
    }

    @Test
    void clientsAreWrittenDescending() {
        var set = IdSet.builder().add(1, 0, 1).add(300, 2, 3).build();

        assertThat(HexFormat.of().formatHex(set.encode(UpdateFormat.V1))).isEqualTo("02ac0201020301010001");
        assertThat(HexFormat.of().formatHex(set.encode(UpdateFormat.V2))).isEqualTo("02ac0201020201010000");
    }

    @ParameterizedTest
    @EnumSource
    void isReadAsItWasWritten(UpdateFormat format) {
        var set = IdSet.builder()
                .add(7, 0, 3)
                .add(7, 100, 1)
                .add(1L << 40, 1, Integer.MAX_VALUE - 1)
                .build();

        assertThat(IdSet.read(new ByteReader(set.encode(format)), format)).isEqualTo(set);
    }

    @Test
    void aRangeBeyondTheLargestClockIsRefused() {
        assertThatThrownBy(() ->
                        IdSet.read(new ByteReader(HexFormat.of().parseHex("0101010affffffff07")), UpdateFormat.V1))
                .isInstanceOf(MalformedUpdateException.class)
                .hasMessageContaining("at byte 4: found length 2147483647 at clock 10");
    }

    @Test
    void agreesWithSetsOfSingleIds() {
        var random = SeededRandom.create();
        for (int round = 0; round < 500; round++) {
            compareWithSetsOfSingleIds(random);
        }
    }

    private static void compareWithSetsOfSingleIds(Random random) {
        Set<Id> oneOracle = new TreeSet<>();
        Set<Id> otherOracle = new TreeSet<>();
        var one = randomSet(random, oneOracle);
        var other = randomSet(random, otherOracle);

        assertThat(ids(one)).isEqualTo(oneOracle);
        Set<Id> union = new TreeSet<>(oneOracle);
        union.addAll(otherOracle);
        assertThat(ids(one.union(other))).isEqualTo(union);
        Set<Id> difference = new TreeSet<>(oneOracle);
        difference.removeAll(otherOracle);
        assertThat(ids(one.minus(other))).isEqualTo(difference);
        for (long client = 0; client < 5; client++) {
            for (int clock = 0; clock < 50; clock++) {
                assertThat(one.contains(client, clock)).isEqualTo(oneOracle.contains(new Id(client, clock)));
                boolean next =
                        oneOracle.contains(new Id(client, clock)) && oneOracle.contains(new Id(client, clock + 1));
                assertThat(one.containsAll(client, clock, 2)).isEqualTo(next);
            }
        }
    }

    private static IdSet randomSet(Random random, Set<Id> oracle) {
        var builder = IdSet.builder();
        for (int ranges = random.nextInt(20); ranges > 0; ranges--) {
            long client = random.nextInt(4);
            int clock = random.nextInt(40);
            int length = random.nextInt(6);
            builder.add(client, clock, length);
            for (int i = 0; i < length; i++) {
                oracle.add(new Id(client, clock + i));
            }
        }
        return builder.build();
    }

    private static Set<Id> ids(IdSet set) {
        Set<Id> ids = new TreeSet<>();
        set.forEach((client, clock, length) -> {
            for (int i = 0; i < length; i++) {
                ids.add(new Id(client, clock + i));
            }
        });
        return ids;
    }
}
