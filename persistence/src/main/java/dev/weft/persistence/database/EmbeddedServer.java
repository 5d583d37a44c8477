package dev.weft.persistence.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
 *   killed: one of its users → start lock → start, on the same port
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
    private static final Duration START_LOCK_LIMIT = Duration.ofMinutes(5);
    private static final long CHECK_MILLIS = 500;

    /** Servers in use by this process, by folder; also the lock under which this process opens and closes. */
    private static final Map<Path, EmbeddedServer> OPEN = new HashMap<>();

    private final DataFolder folder;
    private final FileChannel share;
    private final Cluster cluster;
    private final ServerAddress address;
    private final ScheduledExecutorService keeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("weft-database-keeper").daemon(true).factory());
    private int users = 1;

    private EmbeddedServer(DataFolder folder, FileChannel share, Cluster cluster, ServerAddress address) {
        this.folder = folder;
        this.share = share;
        this.cluster = cluster;
        this.address = address;
        keeper.scheduleWithFixedDelay(this::restartIfKilled, CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
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
                    Cluster cluster = Cluster.in(folder);
                    ServerAddress address = cluster.joinOrStart(alone, Cluster.ANY_PORT);
                    RunningServer.createDatabaseIfAbsent(address, DATABASE);
                    var server = new EmbeddedServer(folder, share, cluster, address);
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
            keeper.shutdown();
            try (FileChannel _ = FileLocks.exclusive(folder.startLock(), START_LOCK_LIMIT)) {
                share.close();
                if (FileLocks.isFree(folder.usersLock())) {
                    cluster.stop();
                } else {
                    log.info("Left the embedded database in {} to the other servers that use it", folder.root());
                }
            } catch (IOException e) {
                throw new DatabaseUnavailableException(
                        "embedded database in " + folder.root() + " can't be closed: " + e, e);
            }
        }
    }

    /** A server that somebody killed alone is started again, so that its users lose it for a moment only. */
    private void restartIfKilled() {
        try {
            if (cluster.isRunning()) {
                return;
            }
            synchronized (OPEN) {
                if (users == 0) {
                    return;
                }
                try (FileChannel _ = FileLocks.exclusive(folder.startLock(), START_LOCK_LIMIT)) {
                    log.warn("The embedded database in {} has gone", folder.root());
                    ServerAddress found = cluster.joinOrStart(false, address.port());
                    if (found.port() != address.port()) {
                        log.error(
                                "The embedded database in {} is back on port {}, because somebody took port {}; restart this server",
                                folder.root(),
                                found.port(),
                                address.port());
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            log.error("The embedded database in {} can't be started again; next attempt soon", folder.root(), e);
        }
    }
}
