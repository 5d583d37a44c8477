package dev.weft.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.lib0.ByteReader;
import dev.weft.lib0.ByteWriter;
import dev.weft.lib0.MalformedInputException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyncMessageTest {
    @Test
    void readsTheThreeKinds() {
        assertThat(read("000100")).isEqualTo(new SyncMessage.Step1(bytes("00")));
        assertThat(read("01020000")).isEqualTo(new SyncMessage.Step2(bytes("0000")));
        assertThat(read("020c010101000401017402686900"))
                .isEqualTo(new SyncMessage.Update(bytes("010101000401017402686900")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"000100", "01020000", "020c010101000401017402686900", "0000"})
    void writesWhatItRead(String hex) {
        var writer = new ByteWriter();

        read(hex).write(writer);

        assertThat(writer.toByteArray()).isEqualTo(bytes(hex));
    }

    @Test
    void refusesAnotherKind() {
        assertThatThrownBy(() -> read("0300"))
                .isInstanceOf(MalformedInputException.class)
                .hasMessage("at byte 0: found sync message 3, expected 0 (step 1), 1 (step 2) or 2 (update)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "000200", "00ffffffff0f00", "02ffffffffffffff1f", "00808080808080808000"})
    void refusesWhatIsCutOffOrTooLong(String hex) {
        assertThatThrownBy(() -> read(hex)).isInstanceOf(MalformedInputException.class);
    }

    private static SyncMessage read(String hex) {
        return SyncMessage.read(new ByteReader(bytes(hex)));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
