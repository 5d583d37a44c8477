package dev.weft.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.weft.crdt.update.MalformedUpdateException;
import dev.weft.crdt.update.MutatedUpdates;
import dev.weft.crdt.update.UpdateFormat;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * Documents that are given real updates with a few bytes changed: either all of an update is taken or nothing, the store stays
 * intact, and what the document writes can be loaded. {@code -Dweft.fuzz=…} says how many updates: a million take about an hour.
 */
class DocFuzzTest {
    private static final int MUTATIONS = Integer.getInteger("weft.fuzz", 20_000);
    private static final Duration LIMIT = Duration.ofSeconds(Math.max(120, MUTATIONS / 50));

    /** Documents start anew after so many updates. */
    private static final int UPDATES_OF_ONE_DOCUMENT = 20;

    /** What one mutated update may make a document grow by: a deleted run of units costs no memory. */
    private static final long MAX_GROWTH_BYTES = 1 << 20;

    @Test
    void mutatedUpdatesOfFormat1() {
        fuzz(UpdateFormat.V1);
    }

    @Test
    void mutatedUpdatesOfFormat2() {
        fuzz(UpdateFormat.V2);
    }

    private static void fuzz(UpdateFormat format) {
        var updates = new MutatedUpdates(format);
        Assertions.assertTimeoutPreemptively(LIMIT, () -> {
            int accepted = 0;
            for (int i = 0; i < MUTATIONS / UPDATES_OF_ONE_DOCUMENT; i++) {
                boolean gc = i % 2 == 0;
                var doc = new Doc(DocOptions.defaults().withGc(gc).withCleanUpFormatting(i % 4 < 2));
                for (int k = 0; k < UPDATES_OF_ONE_DOCUMENT; k++) {
                    accepted += apply(doc, updates.next(), format) ? 1 : 0;
                }
                read(doc, gc);
            }
            assertThat(accepted).isGreaterThan(MUTATIONS / 100);
        });
    }

    /** Whether the update was taken. */
    private static boolean apply(Doc doc, byte[] update, UpdateFormat format) {
        byte[] before = doc.encodeStateVector();
        long memoryBefore = doc.memoryBytes();
        try {
            if (format == UpdateFormat.V1) {
                doc.applyUpdate(update);
            } else {
                doc.applyUpdateV2(update);
            }
            assertThat(doc.memoryBytes() - memoryBefore).isLessThan(MAX_GROWTH_BYTES);
            return true;
        } catch (MalformedUpdateException malformed) {
            assertThat(malformed.offset()).isBetween(0, update.length);
            assertThat(doc.encodeStateVector()).isEqualTo(before);
            return false;
        } catch (RuntimeException | Error e) {
            return fail(HexFormat.of().formatHex(update), e);
        } finally {
            doc.checkIntegrity();
        }
    }

    private static void read(Doc doc, boolean gc) {
        byte[] state = doc.encodeStateAsUpdate();
        byte[] stateV2 = doc.encodeStateAsUpdateV2();
        try {
            doc.toJson();
        } catch (NestingException e) {
            assertThat(state.length).isGreaterThan(NestingException.MAX_NESTING);
        }
        var copy = new Doc(DocOptions.defaults().withGc(gc));
        copy.applyUpdateV2(stateV2);
        copy.applyUpdate(state);
        copy.checkIntegrity();
        // What waits may contradict what is there: two updates that give one unit different contents. Which of the two
        // a copy
        // takes is open, as in Yjs, and with it how far the copy gets.
        if (!doc.hasPending()) {
            assertThat(copy.encodeStateVector()).isEqualTo(doc.encodeStateVector());
        }
    }
}
