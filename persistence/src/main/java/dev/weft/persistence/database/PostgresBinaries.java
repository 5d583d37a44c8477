package dev.weft.persistence.database;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked from the class path into the user's cache folder, once per version.
 *
 * <p>Not into the system's temporary folder: a tidy system empties that under a server that runs for weeks. The folder is named by
 * the archive's digest and appears by rename, so processes may unpack at once and a half-unpacked folder is never used.
 */
final class PostgresBinaries {

    private static final Logger log = LoggerFactory.getLogger(PostgresBinaries.class);

    private PostgresBinaries() {}

    /**
     * Unpacks unless that was done before.
     *
     * @param dataFolder where to unpack for a user who has no cache folder
     * @return the folder with {@code bin}, {@code lib} and {@code share}
     */
    static Path unpacked(DataFolder dataFolder) {
        try {
            byte[] archive = archive();
            Path folder = cacheFolder(dataFolder).resolve("postgresql-" + digest(archive));
            if (!Files.isDirectory(folder)) {
                log.info("Unpacking PostgreSQL into {}", folder);
                Files.createDirectories(folder.getParent());
                Path unfinished = Files.createTempDirectory(folder.getParent(), "unpacking-");
                unpack(archive, unfinished);
                publish(unfinished, folder);
            }
            return folder;
        } catch (IOException e) {
            throw new DatabaseUnavailableException("PostgreSQL can't be unpacked: " + e, e);
        }
    }

    static boolean onWindows() {
        return systemName().startsWith("Windows");
    }

    private static byte[] archive() throws IOException {
        String architecture = System.getProperty("os.arch");
        try (InputStream archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                systemName(), architecture.equals("amd64") ? "x86_64" : architecture)) {
            return archive.readAllBytes();
        } catch (IllegalStateException e) {
            throw new DatabaseUnavailableException(
                    "this build holds no PostgreSQL for " + systemName() + " on " + architecture
                            + ": build it on such a machine, or name a server of your own by its JDBC URL",
                    e);
        }
    }

    private static String systemName() {
        String name = System.getProperty("os.name");
        if (name.startsWith("Windows")) {
            return "Windows";
        }
        return name.toLowerCase(Locale.ROOT).startsWith("mac") ? "Darwin" : name;
    }

    private static Path cacheFolder(DataFolder dataFolder) {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path home = Path.of(System.getProperty("user.home"));
        if (configured != null && !configured.isBlank()) {
            return Path.of(configured).toAbsolutePath().resolve("weft");
        }
        // In containers, a user may have no home, or none of his own.
        return home.isAbsolute() && Files.isWritable(home) ? home.resolve(".cache/weft") : dataFolder.programs();
    }

    private static String digest(byte[] archive) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(sha256, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void unpack(byte[] archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("archive entry " + entry.getName() + " leads out of the target folder");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.createLink(path, target.resolve(entry.getLinkName()));
                } else {
                    Files.copy(tar, path);
                    boolean executable = (entry.getMode() & 0100) != 0;
                    if (executable && !path.toFile().setExecutable(true)) {
                        throw new IOException(path + " can't be made executable");
                    }
                }
            }
        }
    }

    private static void publish(Path unfinished, Path folder) throws IOException {
        try {
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
            // Another process was faster; its copy is as good as ours.
            try (var paths = Files.walk(unfinished)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
