package dev.weft.persistence.database;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL server on a data folder, shared by all processes that name the folder. First in starts it, last out stops it.
 *
 * <p>Whoever starts or stops holds the start lock, so there is never more than one decision at a time:
 *
 * <pre>
 *   open:   start lock → take a share → postmaster.pid?  none, or of a dead process → start
 *                                                        alive and ours             → join
 *                                                        alive, others' settings    → nobody else here: restart; else refuse
 *   close:  start lock → give the share up → nobody else has one → stop
 * </pre>
 *
 * <p>A process that is killed leaves its server running and its share freed: the next one to open joins, and the last one to close
 * stops it. The settings that durability hangs on are given on the command line, where they win over any configuration file.
 *
 * <p>Safe for use by threads of one process too, which count as one user of the folder.
 */
final class EmbeddedServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedServer.class);

    private static final String DATABASE = "weft";

    /** What {@code SHOW} must answer, or an acknowledged edit could be lost. */
    static final Map<String, String> DURABILITY =
            Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");

    private static final Duration START_LOCK_LIMIT = Duration.ofMinutes(5);
    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(2);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(500);
    private static final int START_ATTEMPTS = 3;

    /** Servers in use by this process, by folder; also the lock under which this process opens and closes. */
    private static final Map<Path, EmbeddedServer> OPEN = new HashMap<>();

    private final DataFolder folder;
    private final FileChannel share;
    private final ServerAddress address;
    private int users = 1;

    private EmbeddedServer(DataFolder folder, FileChannel share, ServerAddress address) {
        this.folder = folder;
        this.share = share;
        this.address = address;
    }

    /**
     * Joins the server on {@code path}, or starts it.
     *
     * @throws DatabaseUnavailableException if the folder can't be used, or the server there can't be
     */
    static EmbeddedServer open(Path path) {
        DataFolder folder = DataFolder.at(path);
        synchronized (OPEN) {
            EmbeddedServer inUse = OPEN.get(folder.root());
            if (inUse != null) {
                inUse.users++;
                return inUse;
            }
            try (FileChannel _ = FileLocks.exclusive(folder.startLock(), START_LOCK_LIMIT)) {
                boolean alone = FileLocks.isFree(folder.usersLock());
                FileChannel share = FileLocks.shared(folder.usersLock());
                try {
                    ServerAddress address = joinOrStart(folder, alone);
                    RunningServer.createDatabaseIfAbsent(address, DATABASE);
                    var server = new EmbeddedServer(folder, share, address);
                    OPEN.put(folder.root(), server);
                    return server;
                } catch (Throwable e) {
                    share.close();
                    throw e;
                }
            } catch (IOException e) {
                throw new DatabaseUnavailableException("embedded database in " + path + " can't be opened: " + e, e);
            }
        }
    }

    ServerAddress address() {
        return address;
    }

    String jdbcUrl() {
        return address.jdbcUrl(DATABASE);
    }

    /** Gives up this user's share; the last one stops the server. */
    @Override
    public void close() {
        synchronized (OPEN) {
            users--;
            if (users > 0) {
                return;
            }
            OPEN.remove(folder.root());
            try (FileChannel _ = FileLocks.exclusive(folder.startLock(), START_LOCK_LIMIT)) {
                share.close();
                if (FileLocks.isFree(folder.usersLock())) {
                    if (PostmasterFile.read(folder.cluster())
                            .filter(PostmasterFile::isAlive)
                            .isPresent()) {
                        PostgresPrograms.unpacked().stop(folder.cluster());
                        log.info("Stopped the embedded database in {}", folder.root());
                    }
                } else {
                    log.info("Left the embedded database in {} to the other servers that use it", folder.root());
                }
            } catch (IOException e) {
                throw new DatabaseUnavailableException(
                        "embedded database in " + folder.root() + " can't be closed: " + e, e);
            }
        }
    }

    private static ServerAddress joinOrStart(DataFolder folder, boolean alone) throws IOException {
        if (!folder.hasCluster()) {
            createCluster(folder);
        }
        var running =
                new RunningServer(folder, Files.readString(folder.password()).strip());
        Optional<ServerAddress> found = running.find(ANSWER_LIMIT);
        if (found.isEmpty()) {
            return start(folder, running);
        }
        Optional<String> objection = running.objectionTo(found.get());
        if (objection.isEmpty()) {
            log.info(
                    "Joined the embedded database that runs in {}, port {}",
                    folder.root(),
                    found.get().port());
            return found.get();
        }
        if (!alone) {
            throw new DatabaseUnavailableException("the embedded database in " + folder.root()
                    + " is used by another server and can't be joined: " + objection.get()
                    + "; stop that server first, or name another data folder");
        }
        log.info("Restarting the embedded database in {}: {}", folder.root(), objection.get());
        PostgresPrograms.unpacked().stop(folder.cluster());
        return start(folder, running);
    }

    private static void createCluster(DataFolder folder) throws IOException {
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
        PostgresPrograms.unpacked().initialise(folder.unfinishedCluster(), folder.password());
        Files.move(folder.unfinishedCluster(), folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static ServerAddress start(DataFolder folder, RunningServer running) throws IOException {
        PostgresPrograms programs = PostgresPrograms.unpacked();
        int port = 0;
        Optional<PostmasterFile> left = PostmasterFile.read(folder.cluster());
        if (left.isPresent()) {
            // A crash leaves the file. Its process id may be somebody else's by now; its port is the one that others
            // still know.
            left.get().discard();
            port = left.get().port().orElse(0);
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
        log.info("Started the embedded database in {}, port {}", folder.root(), address.port());
        return address;
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
