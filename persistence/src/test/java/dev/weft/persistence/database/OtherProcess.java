package dev.weft.persistence.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A second server process, as far as the database is concerned: opens a data folder, notes something in it, and waits to be ended. */
final class OtherProcess implements AutoCloseable {

    private static final String OPENED = "opened on port ";

    private final Process process;
    private final BufferedReader output;
    private final int port;

    private OtherProcess(Process process, BufferedReader output, int port) {
        this.process = process;
        this.output = output;
        this.port = port;
    }

    /** Returns once the process has committed {@code note} and holds the database open. */
    static OtherProcess opening(Path folder, String note) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        folder.toString(),
                        note)
                .redirectErrorStream(true)
                .start();
        BufferedReader output = process.inputReader();
        var heard = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(OPENED)) {
                return new OtherProcess(process, output, Integer.parseInt(line.substring(OPENED.length())));
            }
            heard.append(line).append(System.lineSeparator());
        }
        throw new AssertionError("the other process ended early:" + System.lineSeparator() + heard);
    }

    int port() {
        return port;
    }

    /** Ends it properly and waits for that. */
    void shutDown() throws IOException, InterruptedException {
        process.getOutputStream().close();
        awaitEnd();
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd();
    }

    private void awaitEnd() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the other process doesn't end");
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        output.close();
    }

    static void main(String[] arguments) throws Exception {
        try (var database = WeftDatabase.open(DatabaseSettings.embedded(Path.of(arguments[0])))) {
            Notes.write(database, arguments[1]);
            System.out.println(OPENED + Notes.port(database));
            while (System.in.read() >= 0) {
                // Until standard input ends.
            }
        }
    }
}
