package dev.weft.api;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The packaged application as a process of its own, on a free port that it keeps, for tests that kill it or run two of it. It is in dev mode unless its
 * settings say otherwise.
 *
 * <p>Every wait is bounded; a failure tells the end of the log. {@link #close} stops the server as its operator would,
 * embedded database included.
 */
public final class WeftProcess implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final Pattern ADDRESS = Pattern.compile("Weft is up: (http://\\S+/)");

    /** Below the ports that systems hand out to outgoing connections: nobody takes ours while the server is down. */
    private static final int FIRST_PORT = 20_000;

    private static final int LAST_PORT = 32_000;

    private final List<String> command;
    private final Path log;
    private Process process;
    private URI address;
    private boolean killed;

    private WeftProcess(Path folder, String... arguments) {
        int port = freePort();
        command = commandLine("serve", "--port=" + port);
        if (Stream.of(arguments).noneMatch(argument -> argument.startsWith("--weft.auth.mode="))) {
            command.add("--weft.auth.mode=dev");
        }
        command.addAll(List.of(arguments));
        log = folder.resolve("weft-" + port + ".log");
        launch();
    }

    /**
     * Starts a server with an embedded database and waits until it is up.
     *
     * @param data folder of the database, made if missing; the log is written beside it
     * @param settings further arguments, such as {@code --weft.limits.outbox=1MB}
     */
    public static WeftProcess start(Path data, String... settings) {
        return new WeftProcess(data.toAbsolutePath().getParent(), with(settings, "--data=" + data));
    }

    /**
     * Starts a server on a database of the test's own, so that several servers can share it.
     *
     * @param scratch folder for the log
     */
    public static WeftProcess startOn(String jdbcUrl, Path scratch, String... settings) {
        return new WeftProcess(scratch, with(settings, "--spring.datasource.url=" + jdbcUrl));
    }

    private static String[] with(String[] settings, String first) {
        return Stream.concat(Stream.of(first), Stream.of(settings)).toArray(String[]::new);
    }

    /** The words that run the packaged application, up to and including {@code arguments}. */
    public static List<String> commandLine(String... arguments) {
        String jar = System.getProperty("weft.application", "target/app/weft.jar");
        if (!Files.exists(Path.of(jar))) {
            throw new IllegalStateException("no application at " + jar + ": build it with mvn package first");
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                // Starts count here, and there are many: what the better compiler would gain later, it costs now.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                Path.of(jar).toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Address of the page, ending in a slash; the same one after each start. */
    public URI address() {
        return address;
    }

    /** Address for {@code y-websocket} clients, without the workflow's id. */
    public URI socketAddress() {
        return URI.create("ws" + address.toString().substring("http".length()) + "yjs");
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Everything that the server has printed, over all its starts. */
    public String log() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code kill -9}: no clean-up of any kind, an embedded database stays behind as it is. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
        killed = true;
    }

    /** {@code kill -STOP}: stands still, with all its connections open. */
    public void pause() {
        signal("STOP");
    }

    /** {@code kill -CONT}: goes on as if no time had passed. */
    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("kill -" + name + " " + pid() + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@code kill -TERM}: commits what was received, says goodbye to the clients, stops. Returns the exit code. */
    public int stop() {
        process.destroy();
        return awaitExit();
    }

    /** Starts again with the same arguments on the same port, and waits until the server is up. */
    public void restart() {
        if (process.isAlive()) {
            throw new IllegalStateException("still running: kill or stop it first");
        }
        killed = false;
        launch();
    }

    @Override
    public void close() {
        if (killed) {
            restart(); // takes over the database that was left, so that it can be stopped
        }
        if (process.isAlive()) {
            stop();
        }
    }

    private void launch() {
        int printedBefore = log().length();
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            await("server to be up")
                    .atMost(START)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        if (!process.isAlive()) {
                            throw new IllegalStateException("server ended with exit code " + process.exitValue());
                        }
                        Matcher matcher = ADDRESS.matcher(log().substring(printedBefore));
                        if (matcher.find()) {
                            address = URI.create(matcher.group(1));
                        }
                        return address != null && matcher.hasMatch();
                    });
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw new IllegalStateException(
                    "server did not start: " + e.getMessage() + "\n" + log().substring(printedBefore), e);
        }
    }

    private static int freePort() {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException taken) {
                continue;
            }
        }
        throw new IllegalStateException("no free port found from " + FIRST_PORT + " to " + LAST_PORT);
    }

    private int awaitExit() {
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("server did not stop within " + STOP + "\n" + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the server stopped", e);
        }
    }
}
