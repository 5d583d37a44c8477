package dev.weft.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionIdTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void sessionThatIsAUuidHasItsDigitsForATrace() {
        SessionId session = new SessionId("4bf92f35-77b3-4da6-a3ce-929d0e0e4736");

        assertThat(session.traceId()).isEqualTo(TRACE);
        assertThat(SessionId.ofTrace(TRACE)).isEqualTo(session);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tab-1",
                "00000000-0000-0000-0000-000000000000",
                "4BF92F35-77B3-4DA6-A3CE-929D0E0E4736",
                "4bf92f35-77b3-4da6-a3ce-929d0e0e4736x"
            })
    void anyOtherHasOneOfItsOwn(String session) {
        String trace = new SessionId(session).traceId();

        assertThat(trace).matches("[0-9a-f]{32}").isNotEqualTo("0".repeat(32)).isNotEqualTo(TRACE);
        assertThat(new SessionId(session).traceId()).isEqualTo(trace);
        assertThat(new SessionId("another").traceId()).isNotEqualTo(trace);
    }

    @Test
    void whatTheClientNamesGoesFirst() {
        SessionId session = new SessionId("tab-1");

        assertThat(session.traceIdOr(TRACE)).isEqualTo(TRACE);
        assertThat(session.traceIdOr(null)).isEqualTo(session.traceId());
    }
}
