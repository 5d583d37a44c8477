package dev.weft.persistence.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Locks between processes by locked files: the system releases them when a process dies, however it dies.
 *
 * <p>They don't work between threads of one process: {@link EmbeddedServer} sees to it that one process locks a file once.
 */
final class FileLocks {

    private static final Duration POLL = Duration.ofMillis(20);

    private FileLocks() {}

    /** Waits until this process alone holds the lock. */
    static FileChannel exclusive(Path file, Duration limit) throws IOException {
        FileChannel channel = open(file);
        long deadline = System.nanoTime() + limit.toNanos();
        while (channel.tryLock() == null) {
            if (System.nanoTime() - deadline > 0) {
                channel.close();
                throw new DatabaseUnavailableException(file + " has been locked by another process for "
                        + limit.toSeconds() + " s: a server that starts or stops its database there seems to hang");
            }
            Pause.of(POLL);
        }
        return channel;
    }

    /** A share of the lock: to be called only by who holds the exclusive lock under which shares are given up, so it can't fail. */
    static FileChannel shared(Path file) throws IOException {
        FileChannel channel = open(file);
        if (channel.tryLock(0, Long.MAX_VALUE, true) == null) {
            channel.close();
            throw new IllegalStateException(file + " is locked exclusively by a process without the start lock");
        }
        return channel;
    }

    /** Whether no process has a share. A process asks after giving up its own. */
    static boolean isFree(Path file) throws IOException {
        try (FileChannel channel = open(file)) {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }
}
