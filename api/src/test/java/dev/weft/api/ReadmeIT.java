package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the README says is true: its commands and snippets run, what it names is there. */
@Timeout(600)
class ReadmeIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path NODE_MODULES =
            Path.of("src/test/clients/node_modules").toAbsolutePath();
    private static final Pattern BLOCK = Pattern.compile("```(?<language>\\w*)\\n(?<code>.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    private final String readme = Files.readString(ROOT.resolve("README.md"));

    ReadmeIT() throws IOException {}

    @Test
    void serverPrintsTheSameSnippetAndItJoins() throws Exception {
        String snippet = block("js", "WebsocketProvider");
        Path link = Files.createSymbolicLink(folder.resolve("node_modules"), NODE_MODULES);
        try (WeftProcess server = WeftProcess.start(folder.resolve("data"))) {
            String joinMjs = snippet.replace("127.0.0.1:8080", server.address().getAuthority());
            assertThat(server.log()).contains(joinMjs.strip().indent(4).strip());
            Files.writeString(folder.resolve("join.mjs"), joinMjs);

            Process join = new ProcessBuilder("node", "join.mjs")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String printed;
            try (BufferedReader output = join.inputReader(StandardCharsets.UTF_8)) {
                printed = output.readLine();
            } finally {
                join.destroy();
                Files.delete(link);
            }

            assertThat(printed).startsWith("See it at " + server.address() + "#/w/");
            for (String address : find(block("sh", "curl"), "http://\\S+")) {
                assertThat(get(address.replace(
                                "127.0.0.1:8080", server.address().getAuthority())))
                        .as(address)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void documentCommandsRun() throws Exception {
        Path weft = folder.resolve("weft");
        String application =
                WeftProcess.commandLine().stream().map(word -> '"' + word + '"').collect(Collectors.joining(" "));
        Files.writeString(weft, "#!/bin/sh\nexec " + application + " \"$@\"\n");
        Files.setPosixFilePermissions(weft, PosixFilePermissions.fromString("rwx------"));

        CommandRun shell = CommandRun.of(
                new ProcessBuilder("sh", "-euc", block("sh", "./weft doc")).directory(folder.toFile()),
                Duration.ofMinutes(1));

        assertThat(shell.exitCode()).as(shell.output()).isZero();
        assertThat(shell.output()).contains("\"string\":\"hi\"");
        assertThat(folder.resolve("same.update")).hasSameBinaryContentAs(folder.resolve("hi.update"));
    }

    @Test
    void classesToStartReadingAtAndLinkedFilesAreThere() throws IOException {
        String modules = readme.substring(readme.indexOf("## The path of one update"), readme.indexOf("## Build"));

        Set<String> declared = typesDeclared();
        assertThat(find(modules, "\\b(?:[A-Z][a-z]+){2,}\\b"))
                .isNotEmpty()
                .filteredOn(name -> !name.equals("WebsocketProvider"))
                .isSubsetOf(declared);
        assertThat(find(readme, "(?<=\\]\\()[^)h][^)]*(?=\\))"))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(ROOT.resolve(link)).exists());
    }

    private static Set<String> typesDeclared() throws IOException {
        Pattern declaration = Pattern.compile("\\b(?:class|record|interface|enum) (\\w+)");
        Set<String> declared = new HashSet<>();
        for (String module : find(Files.readString(ROOT.resolve("pom.xml")), "(?<=<module>)[^<]+")) {
            for (Path source : sourcesOf(ROOT.resolve(module))) {
                declaration.matcher(Files.readString(source)).results().forEach(found -> declared.add(found.group(1)));
            }
        }
        return declared;
    }

    private static List<Path> sourcesOf(Path module) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String folder : List.of("src/main/java", "src/test/java")) {
            if (Files.isDirectory(module.resolve(folder))) {
                try (Stream<Path> files = Files.walk(module.resolve(folder))) {
                    files.filter(Files::isRegularFile).forEach(sources::add);
                }
            }
        }
        return sources;
    }

    /** The only block in that language that holds the text. */
    private String block(String language, String text) {
        List<String> blocks = BLOCK.matcher(readme)
                .results()
                .filter(block -> block.group("language").equals(language))
                .map(block -> block.group("code"))
                .filter(code -> code.contains(text))
                .toList();
        assertThat(blocks).as("blocks with " + text).hasSize(1);
        return blocks.getFirst();
    }

    private static List<String> find(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static int get(String address) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
