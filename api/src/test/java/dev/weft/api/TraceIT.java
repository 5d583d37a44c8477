package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.weft.api.socket.RawClient;
import dev.weft.engine.Engine;
import dev.weft.engine.trace.Trace;
import dev.weft.engine.workflow.EventMetadata;
import dev.weft.engine.workflow.WorkflowId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** One trace from what a client sends to the commit and on to the projections, in log lines and in the event's metadata. */
@ServerTest
@Timeout(60)
class TraceIT {

    /** Client 1 inserts "hi" into text "t". */
    private static final String HI = "00 02 0c 010101000401017402686900";

    private static final String PROJECT = "00000000-0000-4000-8000-000000000001";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String RENAME = "[{\"op\":\"replace\",\"path\":\"/workflow/name\",\"value\":\"Traced\"}]";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @LocalServerPort
    private int port;

    @Autowired
    private Engine engine;

    private final HttpClient http = HttpClient.newHttpClient();
    private final WorkflowId workflow = new WorkflowId(UUID.randomUUID());
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.weft");
    private final Lines lines = new Lines();

    /** What is logged, with the trace that it is logged for. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {

        final List<String> all = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            all.add(event.getMDCPropertyMap().get(Trace.KEY) + " " + event.getFormattedMessage());
        }
    }

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
        logger.setAdditive(false); // what is told in detail here is for nobody's eyes
        logger.setLevel(Level.DEBUG);
    }

    @AfterEach
    void listenNoMore() {
        logger.setLevel(Level.INFO);
        logger.setAdditive(true);
        logger.detachAppender(lines);
        http.close();
    }

    @Test
    void aFrameIsFollowedByTheSessionOfItsSocket() throws InterruptedException {
        UUID session = UUID.randomUUID();
        String trace = session.toString().replace("-", "");
        try (RawClient ada = new RawClient(
                URI.create("ws://127.0.0.1:" + port + "/yjs/" + workflow + "?token=ada:editor&session=" + session))) {
            ada.send(HI);
            ada.awaitFrame(HI);
        }

        awaitLine(trace, "12 bytes wait for their append");
        awaitWayOf(1, trace);
    }

    @Test
    void aRequestIsFollowedByTheTraceThatItsClientNames() throws Exception {
        HttpResponse<String> created =
                send("POST", "/api/v1/projects/" + PROJECT + "/workflows", "{\"id\":\"" + workflow + "\"}");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);

        HttpResponse<String> patched = send("PATCH", "/api/v1/workflows/" + workflow + "/document", RENAME);

        assertThat(patched.statusCode()).as(patched.body()).isEqualTo(200);
        assertThat(patched.headers().firstValue("Weft-Trace")).hasValue(TRACE);
        awaitWayOf(0, TRACE);
        awaitWayOf(1, TRACE);
    }

    /** To the commit, to the event, and to each projection. */
    private void awaitWayOf(long sequence, String trace) {
        awaitLine(trace, "event " + sequence + " is durable at position");
        assertThat(engine.eventLog().event(workflow, sequence).metadata()).containsEntry(EventMetadata.TRACE_ID, trace);
        awaitLine(trace, "read-models come to event " + sequence);
        awaitLine(trace, "checkpoints come to event " + sequence);
    }

    private void awaitLine(String trace, String text) {
        String wanted = trace + " workflow " + workflow + ": " + text;
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lines.all).anyMatch(line -> line.startsWith(wanted)));
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", method.equals("PATCH") ? "application/json-patch+json" : "application/json")
                .header("Authorization", "Bearer ada:editor")
                .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
