package dev.weft.api.clients;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A script of {@code src/test/clients} that answers commands, one JSON object a line ({@code json-lines.mjs}). Commands of several threads don't wait for
 * each other.
 */
final class NodeProcess implements AutoCloseable {

    private static final Path SCRIPTS = Path.of("src/test/clients").toAbsolutePath();

    /** Longer than the script's own patience, whose errors say more. */
    private static final long PATIENCE_SECONDS = 180;

    static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedWriter commands;
    private final Map<Long, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();

    private NodeProcess(Process process) {
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        Thread.ofVirtual().name("answers-of-node").start(this::readAnswers);
    }

    /**
     * @param script file name
     * @param environment additional variables
     */
    static NodeProcess start(String script, Map<String, String> environment) {
        if (!Files.isDirectory(SCRIPTS.resolve("node_modules"))) {
            throw new IllegalStateException(
                    "packages aren't installed in " + SCRIPTS + ": Maven does it before the tests, and so does npm ci");
        }
        ProcessBuilder builder = new ProcessBuilder("node", script)
                .directory(SCRIPTS.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        try {
            return new NodeProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("can't start Node, which the tests need for real clients", e);
        }
    }

    /** An empty set of arguments. */
    static ObjectNode arguments() {
        return JSON.createObjectNode();
    }

    /**
     * Sends a command and waits for its result.
     *
     * @throws AssertionError with what the script says, if the command failed
     */
    JsonNode ask(String command, ObjectNode arguments) {
        long id = lastId.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        waiting.put(id, answer);
        write(arguments.put("id", id).put("command", command));
        JsonNode answered;
        try {
            answered = answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw new IllegalStateException("no answer from Node to " + arguments, e.getCause());
        }
        if (answered.has("error")) {
            throw new AssertionError(command + ": " + answered.get("error").asText());
        }
        return answered.get("result");
    }

    private synchronized void write(ObjectNode command) {
        try {
            commands.write(JSON.writeValueAsString(command));
            commands.newLine();
            commands.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readAnswers() {
        try (BufferedReader answers = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                JsonNode answer = parse(line);
                CompletableFuture<JsonNode> asked =
                        waiting.remove(answer.get("id").asLong());
                asked.complete(answer);
            }
            throw new IllegalStateException("the Node process ended");
        } catch (IOException | RuntimeException e) {
            waiting.values().forEach(asked -> asked.completeExceptionally(e));
        }
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not an answer: " + line, e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
