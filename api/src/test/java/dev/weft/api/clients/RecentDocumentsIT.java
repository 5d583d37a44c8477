package dev.weft.api.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.api.WeftProcess;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that comes back has the documents open that its people were at. */
class RecentDocumentsIT {

    @TempDir
    private Path folder;

    @Test
    @Timeout(120)
    void documentsThatWereChangedLastAreOpenBeforeAnybodyIsBack() throws Exception {
        try (WeftProcess server = WeftProcess.start(folder.resolve("data"));
                YjsClients clients = YjsClients.start()) {
            YjsClient ada = clients.join(
                    "ada",
                    Provider.Y_WEBSOCKET_3,
                    server.socketAddress(),
                    UUID.randomUUID().toString(),
                    Map.of("token", "ada:editor"));
            ada.insertText(0, "before the restart");
            ada.awaitSaved();
            ada.goOffline();
            server.kill();
            server.restart();

            assertThat(metrics(server)).contains("weft_documents 1.0").contains("weft_connections 0.0");
            ada.goOnline();
            ada.awaitSynced();
            ada.awaitNotes("before the restart");
        }
    }

    private static String metrics(WeftProcess server) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(server.address().resolve("actuator/prometheus"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }
}
