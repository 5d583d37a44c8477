package dev.weft.api.rights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.api.auth.TokenIssuer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Projects and members by REST: what is refused although the role would do. */
@JwtServerTest
class MembersIT {

    private static final TokenIssuer ISSUER = JwtServerTest.Keys.ISSUER;
    private static final String OLGA = ISSUER.token("olga");
    private static final String ADAM = ISSUER.token("adam");

    @LocalServerPort
    private int port;

    private Rest rest;
    private String members;

    @BeforeEach
    void makeAProject() {
        rest = new Rest(port);
        String project = rest.createProject(OLGA);
        rest.setRole(OLGA, project, "adam", "admin");
        members = "/projects/" + project + "/members";
    }

    @AfterEach
    void close() {
        rest.close();
    }

    @Test
    void lastOwnerStaysOne() {
        assertProblem(rest.call("DELETE", members + "/olga", OLGA, null), 409, "at least one owner");
        assertProblem(rest.call("PUT", members + "/olga", OLGA, "{\"role\":\"admin\"}"), 409, "at least one owner");

        rest.ask("PUT", members + "/adam", OLGA, "{\"role\":\"owner\"}");
        rest.ask("DELETE", members + "/olga", OLGA, null);

        assertThat(rest.ask("GET", members, ADAM, null).toString())
                .isEqualTo("{\"members\":[{\"principal\":\"adam\",\"role\":\"owner\"}]}");
        assertProblem(rest.call("GET", members, OLGA, null), 404, "project not found");
    }

    @Test
    void adminsNeitherMakeNorUnmakeOwners() {
        assertProblem(rest.call("PUT", members + "/adam", ADAM, "{\"role\":\"owner\"}"), 403, "only owners");
        assertProblem(rest.call("PUT", members + "/olga", ADAM, "{\"role\":\"viewer\"}"), 403, "only owners");
        assertProblem(rest.call("DELETE", members + "/olga", ADAM, null), 403, "only owners");
    }

    @Test
    void principalsOfIdentityProvidersFitIntoAPath() {
        rest.ask("PUT", members + "/auth0%7C5f%40example", ADAM, "{\"role\":\"viewer\"}");

        assertThat(rest.ask("GET", members, ADAM, null).toString()).contains("\"auth0|5f@example\"");
        rest.ask("DELETE", members + "/auth0%7C5f%40example", ADAM, null);
    }

    @Test
    void permissionsAreThoseOfTheRoleOfNow() {
        String permissions = members.replace("/members", "/permissions");
        rest.ask("PUT", members + "/adam", OLGA, "{\"role\":\"editor\"}");
        assertThat(rest.ask("GET", permissions, ADAM, null).toString())
                .isEqualTo("{\"role\":\"editor\",\"can_create_workflow\":true,\"can_edit_workflow\":true,"
                        + "\"can_save_workflow\":true,\"can_delete_workflow\":true}");

        rest.ask("PUT", members + "/adam", OLGA, "{\"role\":\"viewer\"}");

        assertThat(rest.ask("GET", permissions, ADAM, null).toString())
                .isEqualTo("{\"role\":\"viewer\",\"can_create_workflow\":false,\"can_edit_workflow\":false,"
                        + "\"can_save_workflow\":false,\"can_delete_workflow\":false}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "PUT   | /members/ben   | {\"role\":\"king\"}   | expected owner, admin, editor or viewer",
                "PUT   | /members/ben   | {}                    | expected owner, admin, editor or viewer",
                "PUT   | /members/%20   | {\"role\":\"viewer\"} | expected 1 to 255",
                "PATCH |                | {\"name\":\" \"}      | name is blank",
                "PATCH |                | {\"concurrency\":0}   | expected a number of at least 1",
            })
    void badRequestIsToldWithWhatWasExpected(String method, String path, String body, String detail) {
        String project = members.substring(0, members.lastIndexOf('/'));

        assertProblem(rest.call(method, project + (path == null ? "" : path), OLGA, body), 400, detail);
    }

    @Test
    void projectNeedsAName() {
        assertProblem(rest.call("POST", "/projects", OLGA, "{}"), 400, "name is missing");
    }

    private static void assertProblem(HttpResponse<String> response, int status, String detail) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.body()).contains(detail);
    }
}
