package dev.weft.api.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.api.auth.DevTokens;
import dev.weft.api.problem.RequestRefusedException;
import dev.weft.engine.workflow.JoinAction;
import dev.weft.engine.workflow.SessionId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JoinParametersTest {

    private static final String ID = "6ba7b810-9dad-41d1-80b4-00c04fd430c8";
    private static final String PROJECT = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

    @Test
    void stockClientThatSaysNothingOpensInTheDemoProject() {
        JoinParameters parameters = read(ID, null, Map.of());

        assertThat(parameters.workflowId()).hasToString(ID);
        assertThat(parameters.version()).isEmpty();
        assertThat(parameters.projectId()).isEqualTo(DevTokens.DEMO_PROJECT);
        assertThat(parameters.action()).isEqualTo(JoinAction.OPEN);
        assertThat(parameters.session()).isEmpty();
        assertThat(parameters.tool()).isNull();
    }

    @Test
    void everythingCanBeSaid() {
        JoinParameters parameters =
                read(ID, null, Map.of("project_id", PROJECT, "action", "new", "session", "tab-1", "tool", "page"));

        assertThat(parameters.projectId()).hasToString(PROJECT);
        assertThat(parameters.action()).isEqualTo(JoinAction.NEW);
        assertThat(parameters.session()).contains(new SessionId("tab-1"));
        assertThat(parameters.tool()).isEqualTo("page");
    }

    @ParameterizedTest
    @CsvSource({"v0,0", "v1,1", "v42,42", "v999999999,999999999"})
    void versionIsACanonicalNumber(String room, int version) {
        JoinParameters parameters = read(ID, room, Map.of());

        assertThat(parameters.version()).hasValue(version);
        assertThat(parameters.action()).isEqualTo(JoinAction.EDIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v", "v-1", "v+1", "v01", "1", "V1", "v1/", "v1/x", "", "v1000000000"})
    void sameVersionHasNoSecondName(String room) {
        assertThatThrownBy(() -> read(ID, room, Map.of()))
                .isInstanceOf(RequestRefusedException.class)
                .hasMessageContaining("invalid version format");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lobby", "1-1-1-1-1", ID + "0", "workflow:" + ID, "..", "__ID_JOB_x__"})
    void idThatIsNoUuidIsRefusedWithWhatWasExpected(String id) {
        assertThatThrownBy(() -> read(id, null, Map.of()))
                .isInstanceOf(RequestRefusedException.class)
                .hasMessageContaining("'" + id + "', expected a UUID");
    }

    @ParameterizedTest
    @CsvSource({
        "project_id, demo, expected a UUID",
        "action, NEW, must be",
        "action, delete, must be",
        "session, 'two words', visible ASCII",
    })
    void badParameterIsRefusedByName(String name, String value, String expected) {
        assertThatThrownBy(() -> read(ID, null, Map.of(name, value)))
                .isInstanceOf(RequestRefusedException.class)
                .hasMessageContaining(name.substring(0, 6))
                .hasMessageContaining("'" + value + "'")
                .hasMessageContaining(expected);
    }

    @Test
    void projectMustBeNamedWhereThereIsNoDefault() {
        assertThatThrownBy(() -> JoinParameters.of(ID, null, name -> null, Optional.empty()))
                .isInstanceOf(RequestRefusedException.class)
                .hasMessageContaining("project_id is missing");
    }

    @Test
    void versionCannotBeMadeByNew() {
        assertThatThrownBy(() -> read(ID, "v1", Map.of("action", "new")))
                .isInstanceOf(RequestRefusedException.class)
                .hasMessageContaining("invalid version format");
    }

    private static JoinParameters read(String id, @Nullable String version, Map<String, String> query) {
        return JoinParameters.of(id, version, query::get, Optional.of(DevTokens.DEMO_PROJECT));
    }
}
