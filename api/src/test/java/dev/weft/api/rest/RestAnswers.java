package dev.weft.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What tests expect of answers. */
final class RestAnswers {

    static final JsonMapper JSON = JsonMapper.shared();

    private RestAnswers() {}

    /** The body of a request that was carried out. */
    static JsonNode json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return JSON.readTree(response.body());
    }

    static void assertProblem(HttpResponse<String> response, int status, String detail) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(JSON.readTree(response.body()).at("/status").asInt()).isEqualTo(status);
        assertThat(response.body()).contains(detail);
    }
}
