package dev.weft.sync.phoenix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.lib0.MalformedInputException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The frames of a recorded conversation: topic {@code workflow:collaborate:W}. */
class PhoenixFramesTest {
    private static final String TOPIC = "workflow:collaborate:W";
    private static final String TOPIC_HEX = "776f726b666c6f773a636f6c6c61626f726174653a57";

    @Test
    void readsAndWritesAPushOfAClient() {
        byte[] recorded = bytes("00" + "01011608" + "33" + "34" + TOPIC_HEX + "796a735f73796e63" + "00000100");
        var push = new PhoenixPush("3", "4", TOPIC, "yjs_sync", bytes("00000100"));

        assertThat(PhoenixPush.decode(recorded)).isEqualTo(push);
        assertThat(push.encode()).isEqualTo(recorded);
    }

    @Test
    void readsAndWritesAPushOfAServerWhichHasNoRef() {
        byte[] recorded = bytes("00" + "011603" + "33" + TOPIC_HEX + "796a73" + "000003010101");
        var push = new PhoenixMessage.Push("3", TOPIC, "yjs", bytes("000003010101"));

        assertThat(PhoenixMessage.decode(recorded)).isEqualTo(push);
        assertThat(push.encode()).isEqualTo(recorded);
    }

    @Test
    void readsAndWritesReplyAndBroadcast() {
        var reply = new PhoenixMessage.Reply("3", "12", TOPIC, "ok", bytes("00"));
        var broadcast = new PhoenixMessage.Broadcast(TOPIC, "é", bytes(""));

        assertThat(reply.encode()).isEqualTo(bytes("01" + "01021602" + "33" + "3132" + TOPIC_HEX + "6f6b" + "00"));
        assertThat(broadcast.encode()).isEqualTo(bytes("02" + "1602" + TOPIC_HEX + "c3a9"));
        assertThat(PhoenixMessage.decode(reply.encode())).isEqualTo(reply);
        assertThat(PhoenixMessage.decode(broadcast.encode())).isEqualTo(broadcast);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "00010101", "0001010101", "00010000ff" + "33", "0100000000", "0001000000" + "ff"})
    void refusesAPushThatIsCutOffOrOfAnotherKind(String hex) {
        assertThatThrownBy(() -> PhoenixPush.decode(bytes(hex))).isInstanceOf(MalformedInputException.class);
    }

    @Test
    void saysWhichKindItFound() {
        assertThatThrownBy(() -> PhoenixMessage.decode(bytes("03")))
                .hasMessage("at byte 0: found frame kind 3, expected 0 to 2");
    }

    @Test
    void doesNotWriteAFieldThatIsTooLong() {
        var broadcast = new PhoenixMessage.Broadcast("t".repeat(256), "yjs", bytes(""));

        assertThatThrownBy(broadcast::encode).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
