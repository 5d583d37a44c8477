package dev.weft.sync.ywebsocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.lib0.MalformedInputException;
import dev.weft.sync.SyncMessage;
import dev.weft.sync.awareness.AwarenessEntry;
import dev.weft.sync.awareness.AwarenessLimits;
import dev.weft.sync.awareness.AwarenessUpdate;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YWebsocketFrameTest {
    @Test
    void readsARecordedConversation() {
        assertThat(decode("00000100")).isEqualTo(new YWebsocketFrame.Sync(new SyncMessage.Step1(bytes("00"))));
        assertThat(decode("01060101" + "00027b7d")).isEqualTo(awareness(1, 0, "{}"));
        assertThat(decode("0001020000")).isEqualTo(new YWebsocketFrame.Sync(new SyncMessage.Step2(bytes("0000"))));
        assertThat(decode("00020c010101000401017402686900"))
                .isEqualTo(new YWebsocketFrame.Sync(new SyncMessage.Update(bytes("010101000401017402686900"))));
        assertThat(decode("0116010101127b2275736572223a7b226e223a2241227d7d"))
                .isEqualTo(awareness(1, 1, "{\"user\":{\"n\":\"A\"}}"));
        assertThat(decode("0108010101046e756c6c")).isEqualTo(awareness(1, 1, "null"));
    }

    @Test
    void readsFramesRecordedOverPhoenixChannels() {
        assertThat(decode("000003010101")).isEqualTo(new YWebsocketFrame.Sync(new SyncMessage.Step1(bytes("010101"))));
        assertThat(decode("010100")).isEqualTo(YWebsocketFrame.KEEP_ALIVE);
        assertThat(decode("00021001010200a80100017701420101010001"))
                .isEqualTo(new YWebsocketFrame.Sync(new SyncMessage.Update(bytes("01010200a80100017701420101010001"))));
        assertThat(decode("0000050202010101"))
                .isEqualTo(new YWebsocketFrame.Sync(new SyncMessage.Step1(bytes("0202010101"))));
        assertThat(decode("0108010201046e756c6c")).isEqualTo(awareness(2, 1, "null"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000100",
                "0106010100027b7d",
                "0001020000",
                "00020c010101000401017402686900",
                "0116010101127b2275736572223a7b226e223a2241227d7d",
                "0108010101046e756c6c",
                "01230102011f7b2275736572223a7b226964223a227531222c226e616d65223a224e227d7d",
                "010100",
                "020002" + "6e6f",
                "03"
            })
    void writesWhatItRead(String hex) {
        assertThat(decode(hex).encode()).isEqualTo(bytes(hex));
    }

    @Test
    void readsRefusalAndQuery() {
        assertThat(decode("0200026e6f")).isEqualTo(new YWebsocketFrame.PermissionDenied("no"));
        assertThat(decode("03")).isEqualTo(new YWebsocketFrame.QueryAwareness());
    }

    @Test
    void leavesOtherTypesToOtherDialects() {
        assertThat(decode("6601" + "00")).isEqualTo(new YWebsocketFrame.Unknown(102));
        assertThat(decode("0201" + "ff")).isEqualTo(new YWebsocketFrame.Unknown(2));
        assertThat(decode("7d")).isEqualTo(new YWebsocketFrame.Unknown(125));
        assertThatThrownBy(() -> new YWebsocketFrame.Unknown(102).encode()).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "80",
                "00",
                "0003",
                "000001",
                "0000010000",
                "01",
                "0100",
                "010200",
                "01010000",
                "0106010100027b",
                "0106010100027b7d00",
                "0105010100027b7d",
                "02",
                "020005",
                "0300",
                "00808080808080808001"
            })
    void refusesFramesThatAreNotWhole(String hex) {
        assertThatThrownBy(() -> decode(hex)).isInstanceOf(MalformedInputException.class);
    }

    @Test
    void saysWhatFollowsAFrame() {
        assertThatThrownBy(() -> decode("0000010000"))
                .hasMessage("at byte 4: found 1 more bytes, expected the end of the frame");
    }

    private static YWebsocketFrame awareness(long clientId, long clock, String json) {
        return new YWebsocketFrame.Awareness(new AwarenessUpdate(List.of(new AwarenessEntry(clientId, clock, json))));
    }

    private static YWebsocketFrame decode(String hex) {
        return YWebsocketFrame.decode(bytes(hex), AwarenessLimits.DEFAULT);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
