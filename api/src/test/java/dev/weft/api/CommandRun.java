package dev.weft.api;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/**
 * What a command came to: of Weft in this process, or any as a process of its own.
 *
 * @param output what it printed, errors included
 */
public record CommandRun(int exitCode, String output) {

    /** Runs in this process. */
    public static CommandRun here(String... arguments) {
        StringWriter output = new StringWriter();
        return new CommandRun(here(output, arguments), output.toString());
    }

    /**
     * Runs in this process, until it ends or its thread is interrupted.
     *
     * @param output gets what is printed as it comes
     * @return the exit code
     */
    static int here(StringWriter output, String... arguments) {
        CommandLine weft = Weft.commandLine();
        weft.setOut(new PrintWriter(output));
        weft.setErr(new PrintWriter(output));
        return weft.execute(arguments);
    }

    /** Runs as a process, which is killed when it takes longer than that. */
    public static CommandRun of(ProcessBuilder command, Duration longest) throws IOException, InterruptedException {
        Process process = command.redirectErrorStream(true).start();
        process.getOutputStream().close();
        process.onExit()
                .orTimeout(longest.toSeconds(), TimeUnit.SECONDS)
                .whenComplete((ended, late) -> process.destroyForcibly());
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new CommandRun(process.waitFor(), output);
    }
}
