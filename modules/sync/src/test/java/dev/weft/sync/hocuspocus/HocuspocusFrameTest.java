package dev.weft.sync.hocuspocus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.lib0.MalformedInputException;
import dev.weft.sync.SyncMessage;
import dev.weft.sync.awareness.AwarenessEntry;
import dev.weft.sync.awareness.AwarenessLimits;
import dev.weft.sync.awareness.AwarenessUpdate;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The frames of recorded conversations about the document {@code doc-1}. */
class HocuspocusFrameTest {
    private static final HocuspocusAddress ADDRESS = new HocuspocusAddress("doc-1", null);
    private static final String PREFIX = "05646f632d31";

    static Stream<Arguments> framesOfClients() {
        return Stream.of(
                Arguments.of("020003746f6b", new HocuspocusMessage.Token("tok", null)),
                Arguments.of("020003746f6b05342e382e30", new HocuspocusMessage.Token("tok", "4.8.0")),
                Arguments.of("02000005342e382e30", new HocuspocusMessage.Token("", "4.8.0")),
                Arguments.of("00000100", new HocuspocusMessage.Sync(new SyncMessage.Step1(bytes("00")))),
                Arguments.of("0001020000", new HocuspocusMessage.Sync(new SyncMessage.Step2(bytes("0000")))),
                Arguments.of(
                        "00020c010101000401017402686900",
                        new HocuspocusMessage.Sync(new SyncMessage.Update(bytes("010101000401017402686900")))),
                Arguments.of("0106010100027b7d", awareness(1, 0, "{}")),
                Arguments.of("0108010101046e756c6c", awareness(1, 1, "null")),
                Arguments.of("03", new HocuspocusMessage.QueryAwareness()),
                Arguments.of("050178", new HocuspocusMessage.Stateless("x")),
                Arguments.of("060178", new HocuspocusMessage.BroadcastStateless("x")),
                Arguments.of("07", new HocuspocusMessage.Leave()));
    }

    static Stream<Arguments> framesOfServers() {
        return Stream.of(
                Arguments.of("02020a726561642d7772697465", new HocuspocusMessage.Authenticated(false)),
                Arguments.of("020208726561646f6e6c79", new HocuspocusMessage.Authenticated(true)),
                Arguments.of(
                        "0201117065726d697373696f6e2d64656e696564",
                        new HocuspocusMessage.PermissionDenied("permission-denied")),
                Arguments.of("0200", new HocuspocusMessage.TokenRequest()),
                Arguments.of("00000100", new HocuspocusMessage.Sync(new SyncMessage.Step1(bytes("00")))),
                Arguments.of("04000100", new HocuspocusMessage.SyncReply(new SyncMessage.Step1(bytes("00")))),
                Arguments.of("0710526573657420436f6e6e656374696f6e", new HocuspocusMessage.Close("Reset Connection")),
                Arguments.of("0801", new HocuspocusMessage.SyncStatus(true)),
                Arguments.of("0800", new HocuspocusMessage.SyncStatus(false)));
    }

    @ParameterizedTest
    @MethodSource("framesOfClients")
    void readsAndWritesWhatClientsSend(String hex, HocuspocusMessage message) {
        var frame = new HocuspocusFrame(ADDRESS, message);

        assertThat(HocuspocusFrame.decodeFromClient(bytes(PREFIX + hex), AwarenessLimits.DEFAULT))
                .isEqualTo(frame);
        assertThat(frame.encode()).isEqualTo(bytes(PREFIX + hex));
    }

    @ParameterizedTest
    @MethodSource("framesOfServers")
    void readsAndWritesWhatServersSend(String hex, HocuspocusMessage message) {
        var frame = new HocuspocusFrame(ADDRESS, message);

        assertThat(HocuspocusFrame.decodeFromServer(bytes(PREFIX + hex), AwarenessLimits.DEFAULT))
                .isEqualTo(frame);
        assertThat(frame.encode()).isEqualTo(bytes(PREFIX + hex));
    }

    @Test
    void addressMayHoldASession() {
        byte[] recorded = bytes("11646f632d31006c72667a6c37616e723970" + "03");

        HocuspocusFrame frame = HocuspocusFrame.decodeFromClient(recorded, AwarenessLimits.DEFAULT);

        assertThat(frame.address()).isEqualTo(new HocuspocusAddress("doc-1", "lrfzl7anr9p"));
        assertThat(frame.encode()).isEqualTo(recorded);
    }

    @Test
    void pingAndPongAreNoFrames() {
        assertThat(HocuspocusFrame.isPingOrPong(bytes("09"))).isTrue();
        assertThat(HocuspocusFrame.isPingOrPong(bytes("0a"))).isTrue();
        assertThat(HocuspocusFrame.isPingOrPong(bytes("08"))).isFalse();
        assertThat(HocuspocusFrame.isPingOrPong(bytes("0909"))).isFalse();
    }

    @Test
    void keepsUnknownTypesApart() {
        assertThat(HocuspocusFrame.decodeFromClient(bytes(PREFIX + "0b"), AwarenessLimits.DEFAULT)
                        .message())
                .isEqualTo(new HocuspocusMessage.Unknown(11));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "09",
                "00",
                "0003",
                "012003",
                "0600000000000003",
                PREFIX,
                PREFIX + "00",
                PREFIX + "0000",
                PREFIX + "0003",
                PREFIX + "0201",
                PREFIX + "020003746f",
                PREFIX + "0802",
                PREFIX + "0700",
                PREFIX + "0300",
                PREFIX + "05",
                "ffff7f"
            })
    void refusesFramesThatAreNotWhole(String hex) {
        assertThatThrownBy(() -> HocuspocusFrame.decodeFromClient(bytes(hex), AwarenessLimits.DEFAULT))
                .isInstanceOf(MalformedInputException.class);
    }

    @Test
    void refusesALongAddress() {
        byte[] frame = bytes("8108" + "61".repeat(1025) + "03");

        assertThatThrownBy(() -> HocuspocusFrame.decodeFromClient(frame, AwarenessLimits.DEFAULT))
                .hasMessageContaining("an address of 1025 bytes");
    }

    @Test
    void nameOfADocumentHasNoNullAndIsNotBlank() {
        assertThatThrownBy(() -> new HocuspocusAddress("a\0b", null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HocuspocusAddress(" ", null)).isInstanceOf(IllegalArgumentException.class);
    }

    private static HocuspocusMessage awareness(long clientId, long clock, String json) {
        return new HocuspocusMessage.Awareness(new AwarenessUpdate(List.of(new AwarenessEntry(clientId, clock, json))));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
