package dev.weft.crdt.update;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.crdt.Doc;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a document can't apply is found before, by whoever only validates: else it would get into a log and could never be applied. */
class UpdateCursorPastTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01 01 01 00 04 00 01 05 02 68 69 00", // parent 1:5 of the struct 1:0
                "01 01 01 02 84 01 02 02 68 69 00", // left origin 1:2 of the struct 1:2
                "01 01 01 02 44 01 03 02 68 69 00", // right origin 1:3 of the struct 1:2
            })
    void structThatRefersToItsClientsFutureIsMalformed(String hex) {
        byte[] update = HexFormat.of().parseHex(hex.replace(" ", ""));

        assertThatThrownBy(() -> UpdateCursor.of(update, UpdateFormat.V1).validate())
                .isInstanceOf(MalformedUpdateException.class)
                .hasMessageContaining("of its own client");
        assertThatThrownBy(() -> new Doc().applyUpdate(update)).isInstanceOf(MalformedUpdateException.class);
    }
}
