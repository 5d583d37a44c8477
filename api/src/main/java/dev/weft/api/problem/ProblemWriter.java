package dev.weft.api.problem;

import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems where no controller is at hand. */
public final class ProblemWriter {

    private final JsonMapper json;

    /** @param json the application's, which knows how problems are written */
    public ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    public void write(RequestRefusedException refusal, ServerHttpResponse response) throws IOException {
        response.setStatusCode(refusal.status());
        response.getHeaders().addAll(refusal.headers());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getBody().write(json.writeValueAsBytes(refusal.problem()));
    }
}
