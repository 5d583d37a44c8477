package dev.weft.persistence.database;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A data folder's cluster, and the server process on it. Whoever calls {@link #joinOrStart} or {@link #stop} holds the
 * folder's start lock.
 */
final class Cluster {

    private static final Logger log = LoggerFactory.getLogger(Cluster.class);

    /** What {@code SHOW} must answer, or an acknowledged edit could be lost. */
    static final Map<String, String> DURABILITY =
            Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");

    static final int ANY_PORT = 0;

    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(2);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(500);
    private static final int START_ATTEMPTS = 3;

    private final DataFolder folder;
    private final PostgresPrograms programs;
    private final RunningServer running;

    private Cluster(DataFolder folder, PostgresPrograms programs) throws IOException {
        this.folder = folder;
        this.programs = programs;
        running = new RunningServer(folder, Files.readString(folder.password()).strip());
    }

    /** The folder's cluster, made if there is none. */
    static Cluster in(DataFolder folder) throws IOException {
        boolean exists = folder.hasCluster();
        PostgresPrograms programs = PostgresPrograms.unpacked(folder);
        if (!exists) {
            create(folder, programs);
        }
        return new Cluster(folder, programs);
    }

    boolean isRunning() throws IOException {
        return PostmasterFile.read(folder.cluster())
                .filter(PostmasterFile::isAlive)
                .isPresent();
    }

    /**
     * Where the server answers that runs already, or that is started now.
     *
     * @param alone whether no other process uses it, so that it may be restarted if it isn't as it should be
     * @param knownPort where its users look for it, {@link #ANY_PORT} if there are none yet
     */
    ServerAddress joinOrStart(boolean alone, int knownPort) throws IOException {
        Optional<ServerAddress> found = running.find(ANSWER_LIMIT);
        if (found.isEmpty()) {
            return start(knownPort);
        }
        Optional<String> objection = running.objectionTo(found.get());
        if (objection.isEmpty()) {
            log.info("Joined the embedded database that runs in {}, {}", folder.root(), found.get());
            return found.get();
        }
        if (!alone) {
            throw new DatabaseUnavailableException("the embedded database in " + folder.root()
                    + " is used by another server and can't be joined: " + objection.get()
                    + "; stop that server first, or name another data folder");
        }
        log.info("Restarting the embedded database in {}: {}", folder.root(), objection.get());
        stop();
        return start(knownPort);
    }

    /** Starts the server, which must not run: on the port that it had before if that can be had, else on any. */
    private ServerAddress start(int knownPort) throws IOException {
        int port = knownPort;
        Optional<PostmasterFile> left = PostmasterFile.read(folder.cluster());
        if (left.isPresent()) {
            // A crash leaves the file. Its process id may be somebody else's by now; its port is the one that others
            // still know.
            left.get().discard();
            port = left.get().port().orElse(port);
        }
        for (int attempt = 1; ; attempt++) {
            try {
                programs.start(folder, options(freePort(port)));
                break;
            } catch (DatabaseUnavailableException e) {
                // The port may have been taken in between, or parts of a killed server may still be ending.
                if (attempt == START_ATTEMPTS) {
                    throw e;
                }
                Pause.of(RETRY_PAUSE);
            }
        }
        ServerAddress address = running.find(ANSWER_LIMIT)
                .orElseThrow(() -> new DatabaseUnavailableException("PostgreSQL on " + folder.cluster()
                        + " ended right after its start. End of " + folder.log() + ":" + System.lineSeparator()
                        + folder.logTail()));
        log.info("Started the embedded database in {}, {}", folder.root(), address);
        return address;
    }

    /** Stops the server if it runs. */
    void stop() throws IOException {
        if (isRunning()) {
            programs.stop(folder.cluster());
            log.info("Stopped the embedded database in {}", folder.root());
        }
    }

    private static void create(DataFolder folder, PostgresPrograms programs) throws IOException {
        log.info("Creating the embedded database in {}", folder.root());
        folder.discardUnfinishedCluster();
        byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        Files.deleteIfExists(folder.password());
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    folder.password(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(folder.password(), HexFormat.of().formatHex(secret));
        programs.initialise(folder.unfinishedCluster(), folder.password());
        Files.move(folder.unfinishedCluster(), folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<String> options(int port) {
        var options = new ArrayList<>(List.of(
                "-c listen_addresses=127.0.0.1",
                "-c port=" + port,
                // Loopback only: a socket file would need a folder, and a path short enough.
                "-c unix_socket_directories=",
                "-c max_connections=200"));
        DURABILITY.forEach((name, value) -> options.add("-c " + name + "=" + value));
        return options;
    }

    /** The wanted port if nobody has it, else any. */
    private static int freePort(int wanted) throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        try (var socket = new ServerSocket(wanted, 1, loopback)) {
            return socket.getLocalPort();
        } catch (BindException e) {
            try (var socket = new ServerSocket(0, 1, loopback)) {
                return socket.getLocalPort();
            }
        }
    }
}
