package dev.weft.api.socket.yjs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.api.WeftProcess;
import dev.weft.api.socket.RawClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A planned stop of the server, as its clients see it. */
class StopIT {

    private static final String HI = "00 02 0c 010101000401017402686900";

    @TempDir
    private Path folder;

    @Test
    void stopSendsClientsAwayToComeBackAndLosesNothingAcknowledged() throws Exception {
        String workflow = "/" + UUID.randomUUID() + "?token=ada:editor";
        try (WeftProcess server = WeftProcess.start(folder.resolve("data"))) {
            try (RawClient ada = new RawClient(URI.create(server.socketAddress() + workflow))) {
                ada.send(HI);
                ada.awaitFrame(HI);

                server.stop();

                assertThat(ada.awaitClose()).isEqualTo(1012);
            }
            server.restart();
            try (RawClient ada = new RawClient(URI.create(server.socketAddress() + workflow))) {
                ada.send("00 00 01 00");
                assertThat(ada.awaitFrameStartingWith("00 01")).contains("6869");
            }
        }
    }
}
