package dev.weft.api.rights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.api.CommandRun;
import dev.weft.api.WeftProcess;
import dev.weft.api.auth.TokenIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/roles-and-tokens.md} shows, run: the settings of its example start a server, and its commands work there. */
class RolesAndTokensPageIT {

    private static final Pattern SHELL = Pattern.compile("```sh\\n(?<commands>.*?)```", Pattern.DOTALL);
    private static final Pattern SETTING = Pattern.compile("--weft\\.\\S+");

    @TempDir
    private Path folder;

    @Test
    void settingsAndCommandsOfThePageWork() throws Exception {
        List<String> blocks = SHELL.matcher(Files.readString(Path.of("../docs/roles-and-tokens.md")))
                .results()
                .map(block -> block.group("commands"))
                .toList();
        TokenIssuer issuer = new TokenIssuer();
        Path key = issuer.writePem(folder.resolve("public.pem"));
        List<String> settings = SETTING.matcher(blocks.getFirst())
                .results()
                .map(setting -> setting.group().replace("public.pem", key.toString()))
                .toList();

        try (WeftProcess server = WeftProcess.start(folder.resolve("data"), settings.toArray(String[]::new))) {
            String printed = run(
                    blocks.subList(1, blocks.size()).stream().collect(Collectors.joining("\n")),
                    server.address().toString().replaceAll("/$", ""),
                    issuer.token("olga"));

            assertThat(settings).contains("--weft.auth.mode=jwt");
            assertThat(printed)
                    .contains("{\"principal\":\"ada\",\"role\":\"editor\"}")
                    .contains("{\"principal\":\"olga\",\"role\":\"owner\"}")
                    .contains("\"name\":\"Nightly imports\"")
                    .contains("\"allowSupportAccess\":true");
            assertThat(server.log()).doesNotContain("DEV MODE").contains("process.env.TOKEN");
        }
    }

    private String run(String commands, String server, String token) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("sh", "-eu", "-c", commands);
        shell.environment().put("WEFT", server);
        shell.environment().put("TOKEN", token);
        CommandRun run = CommandRun.of(shell, Duration.ofMinutes(1));
        assertThat(run.exitCode()).as(run.output()).isZero();
        return run.output();
    }
}
