package dev.weft.api.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.api.CommandRun;
import dev.weft.api.WeftProcess;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code serve} of the packaged application. */
class ServeIT {

    @TempDir
    private Path folder;

    @Test
    void serverTellsItsAddressOnceItAnswersThereAndStopsWhenAsked() throws Exception {
        try (WeftProcess server = WeftProcess.start(folder.resolve("data"));
                HttpClient http = HttpClient.newHttpClient()) {
            var health = http.send(
                    HttpRequest.newBuilder(server.address().resolve("actuator/health"))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(health.body()).contains("UP");
            assertThat(server.log())
                    .contains("DEV MODE")
                    .contains(server.socketAddress().toString());
            // 143: ended by SIGTERM, after the shutdown hooks.
            assertThat(server.stop()).isEqualTo(143);
        }
    }

    @Test
    void mistypedOptionIsWrongUsage() throws Exception {
        CommandRun outcome = CommandRun.of(
                new ProcessBuilder(WeftProcess.commandLine("serve", "--prot=8080")).directory(folder.toFile()),
                Duration.ofMinutes(1));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.output()).contains("--prot=8080").contains("Usage: weft serve");
    }
}
