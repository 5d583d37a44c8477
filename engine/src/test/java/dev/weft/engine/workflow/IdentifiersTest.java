package dev.weft.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {
    @Test
    void aCanonicalIdIsRead() {
        String text = "8e7a6f2c-5f4f-4b3e-9f0a-0d7c1f3a2b11";

        assertThat(WorkflowId.parse(text)).map(WorkflowId::toString).contains(text);
        assertThat(ProjectId.parse(text)).map(ProjectId::toString).contains(text);
    }

    @Test
    void capitalLettersMeanTheSameId() {
        assertThat(WorkflowId.parse("8E7A6F2C-5F4F-4B3E-9F0A-0D7C1F3A2B11"))
                .isEqualTo(WorkflowId.parse("8e7a6f2c-5f4f-4b3e-9f0a-0d7c1f3a2b11"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-1-1-1-1",
                "__ID_JOB_x__",
                "0123456789abcdef",
                "8e7a6f2c5f4f4b3e9f0a0d7c1f3a2b11",
                "8e7a6f2c-5f4f-4b3e-9f0a-0d7c1f3a2b1g",
                "8e7a6f2c-5f4f-4b3e-9f0a-0d7c1f3a2b11 ",
                "8e7a6f2c-5f4f-4b3e-9f0a00d7c1f3a2b11",
                "+e7a6f2c-5f4f-4b3e-9f0a-0d7c1f3a2b11"
            })
    void anythingElseIsNoId(String text) {
        assertThat(WorkflowId.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "umlaut-ä", "line\nbreak"})
    void aSessionIsVisibleAscii(String text) {
        assertThatThrownBy(() -> new SessionId(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
