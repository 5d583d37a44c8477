package dev.weft.crdt.update;

import dev.weft.lib0.ByteReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A recorded editing trace; the README of {@code src/test/resources/traces} says what the files hold. */
public final class RecordedTrace {
    private static final int MAGIC_BYTES = 4;
    private static final String SUFFIX = ".properties";

    private final Path folder;
    private final String name;
    private final Properties properties = new Properties();

    private RecordedTrace(Path propertiesFile) {
        folder = propertiesFile.getParent();
        String file = propertiesFile.getFileName().toString();
        name = file.substring(0, file.length() - SUFFIX.length());
        try (InputStream in = Files.newInputStream(propertiesFile)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one that is kept with the tests. */
    public static RecordedTrace clownschool() {
        try {
            URI resource = Objects.requireNonNull(RecordedTrace.class.getResource("/traces/clownschool" + SUFFIX))
                    .toURI();
            return in(Path.of(resource));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one that this file describes; the others of it stand beside. */
    public static RecordedTrace in(Path propertiesFile) {
        return new RecordedTrace(propertiesFile);
    }

    public String name() {
        return name;
    }

    public @Nullable String property(String key) {
        return properties.getProperty(key);
    }

    /** Updates of format 1, one for each transaction, in causal order. */
    public List<byte[]> updates() {
        var in = new ByteReader(unzipped("updates"));
        in.skip(MAGIC_BYTES);
        int count = in.readCount("updates", 1);
        var updates = new ArrayList<byte[]>(count);
        for (int i = 0; i < count; i++) {
            byte[] update = in.readVarBytes();
            if (update.length > 0) {
                updates.add(update);
            }
        }
        return updates;
    }

    public byte[] state(UpdateFormat format) {
        return unzipped(format == UpdateFormat.V1 ? "state.v1" : "state.v2");
    }

    private byte[] unzipped(String file) {
        try (var in = new GZIPInputStream(Files.newInputStream(folder.resolve(name + "." + file + ".bin.gz")))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
