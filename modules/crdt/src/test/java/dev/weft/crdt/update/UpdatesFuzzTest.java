package dev.weft.crdt.update;

import static dev.weft.crdt.update.UpdateFormat.V1;
import static dev.weft.crdt.update.UpdateFormat.V2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.weft.crdt.Doc;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * Real updates with a few bytes changed: operations give a result or the declared exception, soon, and not much larger than the input.
 * {@code -Dweft.fuzz=…} says how many updates.
 */
class UpdatesFuzzTest {
    private static final int MUTATIONS = Integer.getInteger("weft.fuzz", 20_000);
    private static final Duration LIMIT = Duration.ofSeconds(Math.max(60, MUTATIONS / 200));

    /** A mutated update of format 2 may stand for many structs: this many bytes, and so many times its size. */
    private static final int MAX_RESULT_BYTES = 1 << 21;

    private static final int MAX_RESULT_GROWTH = 256;

    @Test
    void mutatedUpdatesOfFormat1() {
        fuzz(V1);
    }

    @Test
    void mutatedUpdatesOfFormat2() {
        fuzz(V2);
    }

    private static void fuzz(UpdateFormat format) {
        var updates = new MutatedUpdates(format);
        Assertions.assertTimeoutPreemptively(LIMIT, () -> {
            int accepted = 0;
            for (int i = 0; i < MUTATIONS; i++) {
                accepted += useAll(updates.next(), updates.nextOriginal(), format) ? 1 : 0;
            }
            // Else the test would prove little about what happens behind the decoding.
            assertThat(accepted).isGreaterThan(MUTATIONS / 100);
        });
    }

    /** Whether the update is taken for a good one. */
    private static boolean useAll(byte[] update, byte[] other, UpdateFormat format) {
        byte[] before = update.clone();
        boolean valid = true;
        try {
            Updates.validate(update, format);
        } catch (MalformedUpdateException malformed) {
            assertThat(malformed.offset()).isBetween(0, update.length);
            valid = false;
        }
        try {
            var known = Updates.metaOf(other, format).to();
            limited(Updates.merge(List.of(update, other, update), format), update, other);
            limited(Updates.mergeUnjoined(List.of(update, other), format), update, other);
            limited(Updates.diff(update, known, format), update, other);
            limited(Updates.convert(update, format, V1), update, other);
            limited(Updates.convert(update, format, V2), update, other);
            limited(Updates.obfuscate(update, format, Obfuscation.ALL), update, other);
            Updates.encodeStateVectorOf(update, format);
            Updates.decode(update, format);
            assertThat(valid || isRefusedByDocuments(update, format))
                    .as("validate() found fault, neither the operations nor a document did")
                    .isTrue();
        } catch (MalformedUpdateException malformed) {
            assertThat(valid)
                    .as("the operations found fault, validate() didn't")
                    .isFalse();
        } catch (RuntimeException | Error e) {
            fail(HexFormat.of().formatHex(update) + " with " + HexFormat.of().formatHex(other), e);
        }
        assertThat(update).isEqualTo(before);
        return valid;
    }

    /** A struct that refers to its client's future can be copied from update to update, but never applied. */
    private static boolean isRefusedByDocuments(byte[] update, UpdateFormat format) {
        var doc = new Doc();
        try {
            if (format == V1) {
                doc.applyUpdate(update);
            } else {
                doc.applyUpdateV2(update);
            }
            return false;
        } catch (MalformedUpdateException malformed) {
            return true;
        }
    }

    private static void limited(byte[] result, byte[] update, byte[] other) {
        int input = 2 * update.length + other.length;
        assertThat(result.length).isLessThan(MAX_RESULT_BYTES + MAX_RESULT_GROWTH * input);
    }
}
