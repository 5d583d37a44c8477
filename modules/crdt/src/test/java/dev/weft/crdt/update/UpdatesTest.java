package dev.weft.crdt.update;

import static dev.weft.crdt.update.UpdateFormat.V1;
import static dev.weft.crdt.update.UpdateFormat.V2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.crdt.update.DecodedUpdate.Content;
import dev.weft.crdt.update.DecodedUpdate.Id;
import dev.weft.crdt.update.DecodedUpdate.Item;
import dev.weft.crdt.update.DecodedUpdate.Parent;
import dev.weft.crdt.update.DecodedUpdate.Skip;
import dev.weft.lib0.AnyValue;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UpdatesTest {
    private static final byte[] A = bytes("01010100 04 010174 0161 00");
    private static final byte[] B = bytes("01010101 84 0100 0162 00");
    private static final byte[] C = bytes("01010102 84 0101 0163 00");

    @Test
    void theGapBetweenTwoInsertsBecomesASkip() {
        assertThat(Updates.merge(List.of(A, C), V1)).isEqualTo(bytes("01030100 0401017401610a01840101016300"));
        assertThat(Updates.merge(List.of(C, A), V1)).isEqualTo(bytes("01030100 0401017401610a01840101016300"));
    }

    @Test
    void lettersTypedOneByOneBecomeOneItem() {
        assertThat(Updates.merge(List.of(C, A, B), V1)).isEqualTo(bytes("01010100 04010174 03616263 00"));
    }

    @Test
    void withoutJoiningTheyStayApart() {
        assertThat(Updates.mergeUnjoined(List.of(A, B, C), V1))
                .isEqualTo(bytes("01030100 04010174 0161 840100 0162 840101 0163 00"));
    }

    @Test
    void lettersBeforeDifferentNeighboursStayApart() {
        byte[] beforeOther = bytes("01010101 c4 0100 0500 0162 00");

        assertThat(Updates.merge(List.of(A, beforeOther), V1))
                .isEqualTo(bytes("01020100 04010174 0161 c401000500 0162 00"));
    }

    @Test
    void overlappingStructsAreCut() {
        byte[] abc = Updates.merge(List.of(A, B, C), V1);
        byte[] ab = Updates.merge(List.of(A, B), V1);

        assertThat(Updates.merge(List.of(ab, abc), V1)).isEqualTo(abc);
        assertThat(Updates.mergeUnjoined(List.of(ab, abc), V1))
                .isEqualTo(bytes("01020100 04010174 026162 840101 0163 00"));
    }

    @Test
    void clientsInAnyOrderAndTwiceInOneUpdateAreMerged() {
        byte[] unordered = bytes("03 010101840100 0162 010200040101740178 010100040101740161 00");

        assertThat(Updates.merge(List.of(unordered), V1))
                .isEqualTo(bytes("02 010200 040101740178 010100 04010174026162 00"));
    }

    @Test
    void nothingMergedIsTheEmptyUpdate() {
        assertThat(Updates.merge(List.of(), V1)).isEqualTo(bytes("0000"));
        assertThat(Updates.merge(List.of(), V2)).isEqualTo(Updates.convert(bytes("0000"), V1, V2));
    }

    @ParameterizedTest
    @EnumSource
    void anUpdateOfSkipsAloneIsEmpty(UpdateFormat format) {
        assertThat(Updates.isEmpty(Updates.convert(bytes("01010100 0a05 00"), V1, format), format))
                .isTrue();
        assertThat(Updates.isEmpty(Updates.convert(A, V1, format), format)).isFalse();
        assertThat(Updates.isEmpty(Updates.convert(bytes("00 0101010001"), V1, format), format))
                .isFalse();
    }

    @Test
    void aDifferenceCutsTheFirstStructAndKeepsDeletions() {
        byte[] update = bytes("01010100 04010174 03616263 0101010001");

        assertThat(Updates.diff(update, StateVector.decode(bytes("010102")), V1))
                .isEqualTo(bytes("01010102 840101 0163 0101010001"));
        assertThat(Updates.diff(update, StateVector.decode(bytes("010103")), V1))
                .isEqualTo(bytes("00 0101010001"));
    }

    /** Found by the differential test, seed 619540277999. */
    @Test
    void aCutMapEntryStaysMarkedAsOneThoughItsKeyIsLeftOut() {
        byte[] deletedEntry = bytes("01010100 21 01016d 016b 03 00");

        assertThat(Updates.diff(deletedEntry, StateVector.decode(bytes("010101")), V1))
                .isEqualTo(bytes("01010101 a1 0100 02 00"));
    }

    @Test
    void stateVectorsStopAtAGap() {
        byte[] gap = Updates.merge(List.of(A, C), V1);

        assertThat(Updates.stateVectorOf(gap, V1)).hasToString("StateVector{1:1}");
        assertThat(Updates.stateVectorOf(C, V1)).isEqualTo(StateVector.empty());
        assertThat(Updates.metaOf(gap, V1)).hasToString("UpdateMeta[from=StateVector{1:0}, to=StateVector{1:3}]");
    }

    @Test
    void recordsShowWhatIsInAnUpdate() {
        var decoded = Updates.decode(Updates.merge(List.of(A, C, bytes("00 0101010001")), V1), V1);

        assertThat(decoded.structs())
                .containsExactly(
                        new Item(new Id(1, 0), 1, null, null, new Parent.Root("t"), null, new Content.Text("a")),
                        new Skip(new Id(1, 1), 1),
                        new Item(new Id(1, 2), 1, new Id(1, 1), null, null, null, new Content.Text("c")));
        assertThat(decoded.deletions()).isEqualTo(IdSet.of(1, 0, 1));
    }

    @Test
    void recordsShowValuesWithTheirTags() {
        var format = Updates.decode(bytes("01010100 06010174 04626f6c64 0474727565 00"), V1);
        var entry = Updates.decode(bytes("01010100 28 01016d 016b 02 7d01 7f 00"), V1);

        assertThat(((Item) format.structs().getFirst()).content()).isEqualTo(new Content.Format("bold", AnyValue.TRUE));
        assertThat(((Item) entry.structs().getFirst()).mapKey()).isEqualTo("k");
        assertThat(((Item) entry.structs().getFirst()).content())
                .isEqualTo(new Content.Any(List.of(new AnyValue.Whole(1), AnyValue.UNDEFINED)));
    }

    @Test
    void legacyJsonContentKeepsItsTextsInBothFormats() {
        byte[] update = bytes("01010100 02010174 03 0131 09756e646566696e6564 077b2261223a317d 00");

        byte[] inV2 = Updates.convert(update, V1, V2);

        assertThat(Updates.convert(inV2, V2, V1)).isEqualTo(update);
        assertThat(Updates.decode(inV2, V2)).isEqualTo(Updates.decode(update, V1));
        assertThat(Updates.diff(update, StateVector.decode(bytes("010102")), V1))
                .isEqualTo(bytes("01010102 820101 01 077b2261223a317d 00"));
    }

    @Test
    void errorsInAColumnSayWhereInTheUpdateTheyAre() {
        byte[] update = Updates.convert(bytes("01010100 02010174 01 0131 00"), V1, V2);
        int digit = new String(update, StandardCharsets.ISO_8859_1).indexOf("t1") + 1;
        update[digit] = 'x';

        assertThatThrownBy(() -> Updates.validate(update, V2))
                .isInstanceOfSatisfying(
                        MalformedUpdateException.class,
                        malformed -> assertThat(malformed.offset()).isEqualTo(digit));
    }

    @Test
    void anUpdateOfTheOtherFormatIsNamedAsSuch() {
        assertThatThrownBy(() -> Updates.validate(A, V2))
                .isInstanceOf(MalformedUpdateException.class)
                .hasMessageContaining("is it an update of format 1?");
    }

    @Test
    void aFewBytesOfFormat2DontBecomeMillionsOfStructs() {
        var writer = UpdateWriter.of(V2);
        writer.beginClient(1, 0);
        for (int i = 0; i < 1_000_000; i++) {
            writer.gc(1);
        }
        byte[] bomb = writer.toByteArray();

        assertThat(bomb.length).isLessThan(50);
        assertThatThrownBy(() -> Updates.validate(bomb, V2))
                .isInstanceOf(MalformedUpdateException.class)
                .hasMessageContaining("found 1000000 structs");
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    @Test
    void differenceKeepsTheGapBetweenTwoBlocksOfOneClient() {
        byte[] gcsAt0And5 = bytes("02 0101000001 0101050001 00");

        assertThat(Updates.diff(gcsAt0And5, StateVector.empty(), V1)).isEqualTo(gcsAt0And5);
        assertThat(Updates.diff(gcsAt0And5, StateVector.decode(bytes("010101")), V1))
                .isEqualTo(bytes("01 0101050001 00"));
    }
}
