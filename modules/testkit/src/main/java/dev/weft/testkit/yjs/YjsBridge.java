package dev.weft.testkit.yjs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A Node process that runs real Yjs and answers one request a line ({@code src/main/yjs/bridge.mjs}).
 *
 * <p>{@link #shared()} is the one that tests use; it ends with the JVM. Methods may be called from any thread and wait
 * for each other. An answer that says that Yjs threw becomes an {@link IllegalStateException} with its stack.
 */
public final class YjsBridge implements AutoCloseable {
    /** Lone surrogates survive only as escapes. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final class Shared {
        private static final YjsBridge INSTANCE = start();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(INSTANCE::close, "close-yjs-bridge"));
        }
    }

    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;

    private YjsBridge(Process process) {
        this.process = process;
        this.requests = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** The bridge of this JVM, started when first asked for. Don't close it. */
    public static YjsBridge shared() {
        return Shared.INSTANCE;
    }

    /**
     * Starts a process of its own.
     *
     * @throws IllegalStateException if the packages aren't installed
     * @throws UncheckedIOException  if there is no {@code node} on the path
     */
    public static YjsBridge start() {
        Path directory = scripts();
        if (!Files.isDirectory(directory.resolve("node_modules"))) {
            throw new IllegalStateException("Yjs isn't installed in " + directory
                    + ": Maven does it before the tests of modules/testkit, and so does npm ci");
        }
        try {
            return new YjsBridge(new ProcessBuilder("node", "bridge.mjs")
                    .directory(directory.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("can't start Node, which the tests need to run real Yjs", e);
        }
    }

    private static Path scripts() {
        var properties = new Properties();
        try (InputStream in = YjsBridge.class.getResourceAsStream("bridge.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Path.of(properties.getProperty("directory"));
    }

    /** Versions of {@code node}, {@code yjs} and {@code lib0}. */
    public JsonNode versions() {
        return ask(request("versions"));
    }

    /** A random session of a few Yjs clients; the same one for the same seed, 0 ≤ seed &lt; 2^53. */
    public YjsSession session(long seed) {
        return YjsSession.of(ask(request("session").put("seed", seed)));
    }

    /** Applies the updates of a session to a fresh Yjs document, and describes it after so many of them. */
    public List<YjsState> replay(YjsSession session, Set<Integer> checkpoints) {
        ObjectNode request = request("replay")
                .put("encoding", session.encoding())
                .put("gc", session.gc())
                .put("cleanUp", session.cleanUp());
        request.set("roots", JSON.valueToTree(session.roots()));
        request.set("updates", JSON.valueToTree(session.updates()));
        request.set("checkpoints", JSON.valueToTree(checkpoints));
        return YjsState.listOf(ask(request));
    }

    /** A new request for an operation of the script; arguments are members of it. */
    public static ObjectNode request(String operation) {
        return JSON.createObjectNode().put("operation", operation);
    }

    /** JSON text in ASCII: nothing on its way, to Yjs or into a report, can harm unpaired surrogates. */
    public static String toText(JsonNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a request and returns its result. */
    public synchronized JsonNode ask(ObjectNode request) {
        try {
            requests.write(toText(request));
            requests.newLine();
            requests.flush();
            String line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException("the Yjs process ended at " + request.get("operation"));
            }
            JsonNode answer = JSON.readTree(line);
            if (answer.has("error")) {
                throw new IllegalStateException("Yjs failed at " + request.get("operation") + ": "
                        + answer.get("error").asText());
            }
            return answer.get("result");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #ask}, for a result of bytes. */
    public byte[] askForBytes(ObjectNode request) {
        return Base64.getDecoder().decode(ask(request).asText());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
