package dev.weft.api.rights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.api.WeftProcess;
import dev.weft.api.auth.TokenIssuer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
        ProcessBuilder shell = new ProcessBuilder("sh", "-eu", "-c", commands).redirectErrorStream(true);
        shell.environment().put("WEFT", server);
        shell.environment().put("TOKEN", token);
        Process process = shell.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }
}
