package dev.weft.crdt.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.lib0.Utf8;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class UpdateCursorV1Test {
    @Test
    void anEmptyUpdateHasNeitherStructsNorDeletions() {
        var cursor = cursor("0000");

        assertThat(cursor.next()).isFalse();
        assertThat(cursor.nextDeletion()).isFalse();
    }

    @Test
    void aStringInARootText() {
        var cursor = cursor("01010100 04010174 026869 00");

        assertThat(cursor.next()).isTrue();
        assertThat(cursor.kind()).isEqualTo(StructKind.STRING);
        assertThat(cursor.client()).isEqualTo(1);
        assertThat(cursor.clock()).isZero();
        assertThat(cursor.length()).isEqualTo(2);
        assertThat(cursor.hasOrigin()).isFalse();
        assertThat(cursor.hasRightOrigin()).isFalse();
        assertThat(cursor.parentKind()).isEqualTo(ParentKind.ROOT);
        assertThat(cursor.rootName()).isEqualTo("t");
        assertThat(cursor.hasMapKey()).isFalse();
        assertThat(contentText(cursor)).isEqualTo("hi");
        assertThat(cursor.isAscii()).isTrue();
        assertThat(cursor.next()).isFalse();
        assertThat(cursor.nextDeletion()).isFalse();
    }

    @Test
    void lengthsOfStringsAreUtf16Units() {
        var cursor = cursor("01010100 04010174 08 c3a9f09f98802121 00");

        assertThat(cursor.next()).isTrue();
        assertThat(cursor.length()).isEqualTo(5);
        assertThat(cursor.isAscii()).isFalse();
    }

    @Test
    void originsAndMapKeys() {
        var append = cursor("01010300 84 0101 015a 00");
        assertThat(append.next()).isTrue();
        assertThat(append.hasOrigin()).isTrue();
        assertThat(append.originClient()).isEqualTo(1);
        assertThat(append.originClock()).isEqualTo(1);

        var prepend = cursor("01010300 44 0100 015a 00");
        assertThat(prepend.next()).isTrue();
        assertThat(prepend.hasRightOrigin()).isTrue();
        assertThat(prepend.rightOriginClient()).isEqualTo(1);
        assertThat(prepend.rightOriginClock()).isZero();

        var entry = cursor("01010100 28 01016d 016b 01 7d01 00");
        assertThat(entry.next()).isTrue();
        assertThat(entry.mapKey()).isEqualTo("k");

        var entryWithOrigin = cursor("01010101 a8 0100 01 7d02 0101010001");
        assertThat(entryWithOrigin.next()).isTrue();
        assertThat(entryWithOrigin.hasMapKey()).isFalse();
        assertThat(entryWithOrigin.parentKind()).isEqualTo(ParentKind.NEIGHBOUR);
        assertThat(entryWithOrigin.next()).isFalse();
        assertThat(entryWithOrigin.nextDeletion()).isTrue();
        assertThat(entryWithOrigin.deletionClient()).isEqualTo(1);
        assertThat(entryWithOrigin.deletionClock()).isZero();
        assertThat(entryWithOrigin.deletionLength()).isEqualTo(1);
        assertThat(entryWithOrigin.nextDeletion()).isFalse();
    }

    @Test
    void clocksRunThroughABlockAndGapsAreSkips() {
        var cursor = cursor("01030100 0401017401 61 0a01 8401010163 00");

        assertThat(cursor.next()).isTrue();
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.kind()).isEqualTo(StructKind.SKIP);
        assertThat(cursor.clock()).isEqualTo(1);
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.clock()).isEqualTo(2);
        assertThat(contentText(cursor)).isEqualTo("c");
    }

    @Test
    void formatsAndTypesKeepTheirEncoding() {
        var cursor = cursor("01030102 06010174 04626f6c64 0474727565 840102 0162 860103 04626f6c64 046e756c6c 00");

        assertThat(cursor.next()).isTrue();
        assertThat(cursor.kind()).isEqualTo(StructKind.FORMAT);
        assertThat(contentHex(cursor)).isEqualTo("04626f6c640474727565");

        var element = cursor("01010101 07 010166 030170 00");
        assertThat(element.next()).isTrue();
        assertThat(contentHex(element)).isEqualTo("030170");
    }

    @Test
    void structsAndDeletionsOfNoLengthAreSteppedOver() {
        var cursor = cursor("01030100 0000 0401017400 0401017401 61 01 01010000");

        assertThat(cursor.next()).isTrue();
        assertThat(contentText(cursor)).isEqualTo("a");
        assertThat(cursor.clock()).isZero();
        assertThat(cursor.next()).isFalse();
        assertThat(cursor.nextDeletion()).isFalse();
    }

    @Test
    void errorsSayWhereWhatAndWhatInstead() {
        assertMalformed("01010100 0b 00 00", 4, "struct kind 11");
        assertMalformed("01010100 04010174 096869 00", 8, "a string of 9 bytes");
        assertMalformed("ffff03", 0, "65535 clients");
        assertMalformed("01ffff03 0100", 1, "65535 structs");
        assertMalformed("01010100 07010174 07 00", 8, "type ref 7");
        assertMalformed("01010100 08010174 ffffff7f", 8, "268435455 values");
        assertMalformed("0101018080808008 0001 00", 3, "clock 2147483648");
        assertMalformed("01010101 00ffffffff07 00", 5, "length 2147483647 at clock 1");
        assertMalformed("01010100 05010174 027b7b 00", 10, "byte 7b");
        assertMalformed("01010100 04010174 02c328 00", 9, "byte c3");
        assertMalformed("01010100 04010174", 8, "the end of the input");
        assertMalformed("01010100 09010174 0161 7e00", 10, "any tag 126 for the options of a subdocument");
    }

    @Test
    void aHugeClaimedLengthIsOnlyANumber() {
        var cursor = cursor("01010100 00ffffffff07 00");

        assertThat(cursor.next()).isTrue();
        assertThat(cursor.length()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void validateReadsEverythingAndRewinds() {
        var cursor = cursor("01010100 04010174 026869 00");

        assertThat(cursor.validate()).isEqualTo(1);
        assertThat(cursor.next()).isTrue();
        assertThat(contentText(cursor)).isEqualTo("hi");
    }

    private static void assertMalformed(String hex, int offset, String found) {
        assertThatThrownBy(() -> cursor(hex).validate())
                .isInstanceOfSatisfying(MalformedUpdateException.class, malformed -> {
                    assertThat(malformed.found()).isEqualTo(found);
                    assertThat(malformed.offset()).isEqualTo(offset);
                    assertThat(malformed.expected()).isNotBlank();
                });
    }

    private static UpdateCursor cursor(String hex) {
        return UpdateCursor.of(HexFormat.of().parseHex(hex.replace(" ", "")), UpdateFormat.V1);
    }

    private static String contentText(UpdateCursor cursor) {
        return Utf8.decode(cursor.contentBytes(), cursor.contentStart(), cursor.contentEnd());
    }

    private static String contentHex(UpdateCursor cursor) {
        return HexFormat.of().formatHex(cursor.contentBytes(), cursor.contentStart(), cursor.contentEnd());
    }
}
