package dev.weft.crdt.update;

import static dev.weft.crdt.update.UpdateFormat.V1;
import static dev.weft.crdt.update.UpdateFormat.V2;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The operations on updates give the bytes that yjs 13.6.33 gives. */
class UpdatesCompatibilityTest {
    static List<GoldenUpdates> sessions() {
        return GoldenUpdates.all();
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void copyingAnUpdateKeepsItsMeaningAndItsSizeInBothFormats(GoldenUpdates session) {
        for (byte[] update : session.list("updates")) {
            byte[] copy = Updates.convert(update, V1, V1);
            assertThat(Updates.equal(copy, V1, update, V1)).isTrue();
            assertThat(copy).hasSameSizeAs(update);
        }
        for (byte[] update : session.list("updatesV2")) {
            assertThat(Updates.equal(Updates.convert(update, V2, V2), V2, update, V2))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void formats(GoldenUpdates session) {
        assertEach(session.list("updates"), session.list("converted"), V1, V2);
        assertEach(session.list("updatesV2"), session.list("convertedBack"), V2, V1);
        assertSame(Updates.convert(session.bytes("state"), V1, V2), session.bytes("stateConverted"));
        assertSame(Updates.convert(session.bytes("stateV2"), V2, V1), session.bytes("stateConvertedBack"));
    }

    private static void assertEach(List<byte[]> updates, List<byte[]> expected, UpdateFormat from, UpdateFormat to) {
        for (int i = 0; i < updates.size(); i++) {
            assertSame(Updates.convert(updates.get(i), from, to), expected.get(i));
        }
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void mergingWithoutJoining(GoldenUpdates session) {
        assertSame(Updates.mergeUnjoined(session.list("updates"), V1), session.bytes("merged"));
        assertSame(Updates.mergeUnjoined(session.list("updatesV2"), V2), session.bytes("mergedV2"));
        assertSame(Updates.mergeUnjoined(session.chosen("subset", "updates"), V1), session.bytes("subsetMerged"));
        assertSame(Updates.mergeUnjoined(session.chosen("subset", "updatesV2"), V2), session.bytes("subsetMergedV2"));
        assertSame(Updates.mergeUnjoined(session.list("overlapping"), V1), session.bytes("overlappingMerged"));
        List<byte[]> overlappingV2 = session.list("overlapping").stream()
                .map(update -> Updates.convert(update, V1, V2))
                .toList();
        assertSame(Updates.mergeUnjoined(overlappingV2, V2), session.bytes("overlappingMergedV2"));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void differences(GoldenUpdates session) {
        var known = StateVector.decode(session.bytes("knownVector"));

        assertThat(known.encode()).isEqualTo(session.bytes("knownVector"));
        assertSame(Updates.diff(session.bytes("state"), known, V1), session.bytes("stateDiff"));
        assertSame(Updates.diff(session.bytes("stateV2"), known, V2), session.bytes("stateDiffV2"));
        assertSame(Updates.diff(session.bytes("subsetMerged"), known, V1), session.bytes("subsetDiff"));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void stateVectorsAndSpans(GoldenUpdates session) {
        byte[] subset = session.bytes("subsetMerged");

        assertSame(Updates.encodeStateVectorOf(session.bytes("state"), V1), session.bytes("stateVector"));
        assertSame(Updates.encodeStateVectorOf(subset, V1), session.bytes("subsetStateVector"));
        assertSame(
                Updates.encodeStateVectorOf(session.bytes("subsetMergedV2"), V2), session.bytes("subsetStateVectorV2"));
        assertThat(Updates.metaOf(subset, V1).from()).isEqualTo(session.clocks("subsetFrom"));
        assertThat(Updates.metaOf(subset, V1).to()).isEqualTo(session.clocks("subsetTo"));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void obfuscation(GoldenUpdates session) {
        byte[] state = session.bytes("state");

        assertSame(Updates.obfuscate(state, V1, Obfuscation.ALL), session.bytes("obfuscated"));
        assertSame(Updates.obfuscate(session.bytes("stateV2"), V2, Obfuscation.ALL), session.bytes("obfuscatedV2"));
        assertSame(
                Updates.obfuscate(state, V1, new Obfuscation(false, false, false)),
                session.bytes("obfuscatedContentOnly"));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void recordsAreTheSameFromBothFormats(GoldenUpdates session) {
        byte[] update = session.bytes("stateConverted");

        assertThat(Updates.decode(update, V2)).isEqualTo(Updates.decode(Updates.convert(update, V2, V1), V1));
    }

    private static void assertSame(byte[] actual, byte[] expected) {
        assertThat(HexFormat.of().formatHex(actual)).isEqualTo(HexFormat.of().formatHex(expected));
    }
}
