package dev.weft.api.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.api.CommandRun;
import dev.weft.api.WeftProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code train} of the packaged application, and the cache of the JVM that comes of it. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class TrainIT {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void trainingTouchesNobodysDatabaseAndLeavesNothingBehind() throws Exception {
        ProcessBuilder training = new ProcessBuilder(WeftProcess.commandLine("train")).directory(folder.toFile());
        training.environment().put("WEFT_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/somebodys");
        training.environment().put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + folder);

        CommandRun outcome = CommandRun.of(training, LONGEST);

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(folder.toFile().list((parent, name) -> name.startsWith("weft-train")))
                .isEmpty();
    }

    @Test
    void cacheThatCannotBeUsedIsIgnored() throws Exception {
        List<String> command = new ArrayList<>(WeftProcess.commandLine("--version"));
        command.add(1, "-XX:AOTCache=" + folder.resolve("missing.aot"));

        CommandRun outcome = CommandRun.of(new ProcessBuilder(command).directory(folder.toFile()), LONGEST);

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("weft ");
    }
}
