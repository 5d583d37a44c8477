package dev.weft.api.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.api.WeftProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code train} of the packaged application, and the cache of the JVM that comes of it. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class TrainIT {

    @TempDir
    private Path folder;

    @Test
    void trainingTouchesNobodysDatabaseAndLeavesNothingBehind() throws Exception {
        ProcessBuilder training = new ProcessBuilder(WeftProcess.commandLine("train"));
        training.environment().put("WEFT_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/somebodys");
        training.environment().put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + folder);

        Outcome outcome = run(training);

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(folder.toFile().list((parent, name) -> name.startsWith("weft-train")))
                .isEmpty();
    }

    @Test
    void cacheThatCannotBeUsedIsIgnored() throws Exception {
        List<String> command = new ArrayList<>(WeftProcess.commandLine("--version"));
        command.add(1, "-XX:AOTCache=" + folder.resolve("missing.aot"));

        Outcome outcome = run(new ProcessBuilder(command));

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("weft ");
    }

    private record Outcome(int exitCode, String output) {}

    private Outcome run(ProcessBuilder command) throws IOException, InterruptedException {
        Process process =
                command.directory(folder.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }
}
