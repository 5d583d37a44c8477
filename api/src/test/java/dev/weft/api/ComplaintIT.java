package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** The debugging session of the page on history, from a complaint to the repair, as it stands there. */
@ServerTest
class ComplaintIT {

    private static final Path PAGE = Path.of("..", "docs", "history.md");
    private static final Pattern BLOCK = Pattern.compile("```(console|http)\\n(.*?)```", Pattern.DOTALL);
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z";

    @LocalServerPort
    private int port;

    private final UUID id = UUID.randomUUID();

    @Test
    void aComplaintLeadsToTheEventItsAuthorAndTheRepair() throws Exception {
        recordTheStory();
        String section = Files.readString(PAGE)
                .split("## From a complaint to its repair")[1]
                .split("\n## ")[0];

        List<String> run = new ArrayList<>();
        Matcher block = BLOCK.matcher(section);
        while (block.find()) {
            if (block.group(1).equals("console")) {
                runAndCompare(block.group(2));
            } else {
                String[] lines = block.group(2).split("\n");
                send("PATCH", lines[0].split(" ")[1].replace("ID", id.toString()), "ada", null, lines[1]);
            }
            run.add(block.group(1));
        }

        assertThat(run).containsExactly("console", "console", "http", "console");
    }

    /** Ada makes a job and renames it, a script changes its code, Grace goes on from there. */
    private void recordTheStory() throws Exception {
        send("POST", "/api/v1/projects/00000000-0000-4000-8000-000000000001/workflows", "ada", null, """
                {"id": "%s", "name": "Visits"}""".formatted(id));
        edit("ada", null, """
                [{"op": "add", "path": "/jobs/-", "value": {"id": "%s", "name": "Fetch", "body": "get('/all');"}}]""".formatted(UUID.randomUUID()));
        edit("ada", null, """
                [{"op": "replace", "path": "/jobs/0/name", "value": "Fetch all"}]""");
        edit("robot", "import script", """
                [{"op": "replace", "path": "/jobs/0/body", "value": "get('/new');"}]""");
        edit("grace", null, """
                [{"op": "replace", "path": "/jobs/0/body", "value": "get('/newest');"}]""");
    }

    private void edit(String who, String tool, String patch) throws Exception {
        send("PATCH", "/api/v1/workflows/" + id + "/document", who, tool, patch);
    }

    private String send(String method, String path, String who, String tool, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + who + ":editor")
                .header("Content-Type", method.equals("PATCH") ? "application/json-patch+json" : "application/json")
                .method(method, BodyPublishers.ofString(body));
        if (tool != null) {
            request.header("Weft-Tool", tool);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
            return answer.body();
        }
    }

    /** Times and sessions are others each time; the page leaves out what comes behind the lines that it shows. */
    private void runAndCompare(String console) throws Exception {
        List<String> lines = console.lines().toList();
        String command = lines.getFirst();
        assertThat(command).startsWith("$ ./weft ");
        String printed = run(command.substring("$ ./weft ".length())
                .replace("ID", id.toString())
                .replaceAll("--from " + TIME, "--from " + timeOf(2))
                .replaceAll("--to " + TIME, "--to " + timeOf(3)));
        List<String> shown = lines.subList(1, lines.size());
        assertThat(printed.lines().map(ComplaintIT::withoutWhatVaries).limit(shown.size()))
                .as(command)
                .containsExactlyElementsOf(
                        shown.stream().map(ComplaintIT::withoutWhatVaries).toList());
    }

    private String timeOf(int sequence) throws Exception {
        String event = send("GET", "/api/v1/workflows/" + id + "/state?at=" + sequence, "ada", null, "");
        return JsonMapper.shared().readTree(event).at("/time").asString();
    }

    private static String withoutWhatVaries(String line) {
        return line.replaceAll(TIME, "<time>").replaceAll("session [^, ]+", "session <id>");
    }

    private static String run(String command) {
        CommandRun run = CommandRun.here((command + " --data target/test-data").split(" "));
        assertThat(run.exitCode()).as(run.output()).isZero();
        return run.output();
    }
}
