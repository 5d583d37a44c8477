package dev.weft.api.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.api.ServerTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The snippets of {@code docs/clients} do what their readers are told. */
@ServerTest
@Timeout(60)
class DocumentedClientsIT {

    private static final Pattern SNIPPET = Pattern.compile("```js\n(?<code>.*?)```", Pattern.DOTALL);

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(strings = {"y-websocket", "hocuspocus", "phoenix"})
    void snippetConnectsAndPrintsTheNameOfAFreshWorkflow(String page) throws IOException {
        String printed = run(snippetOf(page)
                .replace("localhost:8080", "127.0.0.1:" + port)
                .replace("'@hocuspocus/provider'", "'hocuspocus-4'"));

        assertThat(printed).isEqualTo("Untitled workflow");
    }

    private static String snippetOf(String page) throws IOException {
        String text = Files.readString(Path.of("../docs/clients/" + page + ".md"));
        Matcher matcher = SNIPPET.matcher(text);
        assertThat(matcher.find()).as("%s has a snippet", page).isTrue();
        return matcher.group("code");
    }

    /** The first line that the code prints, when it is run as in a browser. */
    private static String run(String code) throws IOException {
        Process node = new ProcessBuilder("node", "--import", "./as-in-a-browser.mjs", "--input-type=module", "-")
                .directory(Path.of("src/test/clients").toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = node.inputReader(StandardCharsets.UTF_8)) {
            node.getOutputStream().write(code.getBytes(StandardCharsets.UTF_8));
            node.getOutputStream().close();
            return output.readLine();
        } finally {
            node.destroyForcibly();
        }
    }
}
