package dev.weft.api.socket.yjs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.api.ServerTest;
import dev.weft.api.socket.RawClient;
import dev.weft.lib0.ByteWriter;
import dev.weft.sync.SyncMessage;
import dev.weft.sync.ywebsocket.YWebsocketFrame;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.web.server.LocalServerPort;

/** One client reads nothing of what others write, so that its connection takes no more. */
@ServerTest
@Timeout(60)
class SlowReaderIT {

    private static final int SMALL_BUFFER_BYTES = 4 << 10;
    private static final int UPDATE_BYTES = 256 << 10;

    /** More than its outbox and all buffers of the connection hold. */
    private static final int UPDATES = 64;

    @LocalServerPort
    private int port;

    private final UUID workflowId = UUID.randomUUID();

    @Test
    void whoReadsNothingHoldsUpNobodyAndIsSentAwayInTheEnd() throws Exception {
        try (RawClient ada = join("ada");
                RawClient bob = join("bob");
                Socket stalled = joinWithoutReading("stan")) {
            for (int number = 1; number <= UPDATES; number++) {
                byte[] frame = updateOf(number);
                ada.send(frame);
                bob.awaitFrameStartingWith(HexFormat.of().formatHex(frame, 0, 20));
            }

            assertThat(readToTheEnd(stalled)).isLessThan((long) UPDATES * UPDATE_BYTES);
        }
    }

    /** One client's first typing. */
    private static byte[] updateOf(int clientId) {
        ByteWriter update = new ByteWriter();
        update.writeVarUint(1); // client
        update.writeVarUint(1); // struct
        update.writeVarUint(clientId);
        update.writeVarUint(0); // its clock
        update.writeUint8(4); // a string, without neighbours
        update.writeVarUint(1); // in a root
        update.writeString("text");
        update.writeString("x".repeat(UPDATE_BYTES));
        update.writeVarUint(0); // nothing deleted
        return new YWebsocketFrame.Sync(new SyncMessage.Update(update.toByteArray())).encode();
    }

    private RawClient join(String name) {
        return new RawClient(URI.create("ws://127.0.0.1:" + port + path(name)));
    }

    private String path(String name) {
        return "/yjs/" + workflowId + "?token=" + name + ":editor";
    }

    private Socket joinWithoutReading(String name) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(SMALL_BUFFER_BYTES);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.setSoTimeout(30_000);
        socket.getOutputStream()
                .write(("GET " + path(name) + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: Upgrade\r\n"
                                + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                        .getBytes(US_ASCII));
        assertThat(new String(socket.getInputStream().readNBytes("HTTP/1.1 101".length()), US_ASCII))
                .isEqualTo("HTTP/1.1 101");
        return socket;
    }

    private static long readToTheEnd(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] part = new byte[UPDATE_BYTES];
        long bytes = 0;
        for (int read = in.read(part); read >= 0; read = in.read(part)) {
            bytes += read;
        }
        return bytes;
    }
}
