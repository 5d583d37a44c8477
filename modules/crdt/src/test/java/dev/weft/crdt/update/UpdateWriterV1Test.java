package dev.weft.crdt.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateWriterV1Test {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000",
                "0101010004010174026869 00",
                "01010300840101015a00",
                "010103004401000 15a00",
                "010101002801016d016b017d0100",
                "000101010101",
                "010101002701016d01610000",
                "010101010701016603017000",
                "0103010206010174 04626f6c640474727565840102016286010304626f6c64046e756c6c00",
                "010301000401017401610a018401010163 00"
            })
    void whatACursorReadsIsWrittenAgain(String hex) {
        byte[] update = bytes(hex);

        assertThat(copy(update)).isEqualTo(update);
    }

    @Test
    void manyStructsAndClientsGetLongCounts() {
        var writer = UpdateWriter.of(UpdateFormat.V1);
        for (int client = 200; client > 0; client--) {
            writer.beginClient(client, 0);
            for (int i = 0; i < 150; i++) {
                writer.gc(1);
            }
        }
        byte[] update = writer.toByteArray();

        assertThat(UpdateCursor.of(update, UpdateFormat.V1).validate()).isEqualTo(200 * 150);
        assertThat(copy(update)).isEqualTo(update);
    }

    @Test
    void textCutInsideASurrogatePairBeginsWithTheReplacementCharacter() {
        var cursor = UpdateCursor.of(bytes("0101010004010174 05f09f988078 00"), UpdateFormat.V1);
        cursor.next();
        var writer = UpdateWriter.of(UpdateFormat.V1);
        writer.beginClient(1, 1);

        writer.struct(cursor, 1);

        assertThat(HexFormat.of().formatHex(writer.toByteArray())).isEqualTo("0101010184010004efbfbd7800");
    }

    @Test
    void aWriterCanBeUsedAgain() {
        var writer = UpdateWriter.of(UpdateFormat.V1);
        writer.beginClient(1, 0);
        writer.gc(3);
        byte[] first = writer.toByteArray();
        writer.reset();
        writer.beginClient(1, 0);
        writer.gc(3);

        assertThat(writer.toByteArray()).isEqualTo(first);
    }

    private static byte[] copy(byte[] update) {
        var cursor = UpdateCursor.of(update, UpdateFormat.V1);
        var writer = UpdateWriter.of(UpdateFormat.V1);
        long client = -1;
        while (cursor.next()) {
            if (cursor.client() != client) {
                client = cursor.client();
                writer.beginClient(client, cursor.clock());
            }
            writer.struct(cursor, 0);
        }
        var deleted = IdSet.builder();
        while (cursor.nextDeletion()) {
            deleted.add(cursor.deletionClient(), cursor.deletionClock(), cursor.deletionLength());
        }
        writer.deletions(deleted.build());
        return writer.toByteArray();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
