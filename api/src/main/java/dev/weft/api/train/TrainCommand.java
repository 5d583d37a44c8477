package dev.weft.api.train;

import dev.weft.api.serve.WeftApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;

/**
 * {@code weft train}: starts a server on an empty folder, edits, stops it, starts it again, joins, and leaves nothing behind. It is of use only in a JVM that
 * records what it does ({@code -XX:AOTCacheOutput}), as {@code ./weft} runs it once for each build.
 */
@Command(
        name = "train",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Puts a server on a folder of its own through its paces, for a JVM that records them.")
public final class TrainCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("weft-train");
        TrainingLoad load = new TrainingLoad();
        try {
            try (ConfigurableApplicationContext server = start(folder)) {
                load.edit(portOf(server));
            }
            try (ConfigurableApplicationContext server = start(folder)) {
                load.rejoin(portOf(server));
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
        return 0;
    }

    /** On loopback and a database of its own, whatever the environment says. */
    private static ConfigurableApplicationContext start(Path folder) {
        return new SpringApplicationBuilder(WeftApplication.class)
                .run(
                        "--server.address=127.0.0.1",
                        "--server.port=0",
                        "--spring.datasource.url=",
                        "--weft.data=" + folder.resolve("data"),
                        "--weft.auth.mode=dev",
                        "--weft.limits.frames-per-second=1000000");
    }

    private static int portOf(ConfigurableApplicationContext server) {
        return Objects.requireNonNull(((WebServerApplicationContext) server).getWebServer(), "a running server listens")
                .getPort();
    }
}
