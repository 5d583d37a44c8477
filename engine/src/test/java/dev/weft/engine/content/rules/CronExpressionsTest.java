package dev.weft.engine.content.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CronExpressionsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 0 * * *",
                "*/5 * * * *",
                "0 9-17 * * 1-5",
                "0,30 8,20 1,15 * *",
                "15 10 * JAN,jul MON-FRI",
                "0 0 * * 0",
                "0 0 * * 7",
                "59 23 31 12 *",
                "10-40/10 * * * *"
            })
    void theseAreRight(String expression) {
        assertThat(CronExpressions.faultIn(expression)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* * * *",
                "* * * * * *",
                "0 0 12 * * ?",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * 32 * *",
                "* * * 13 *",
                "* * * * 8",
                "*/0 * * * *",
                "5-1-3 * * * *",
                "a b c d e",
                "@daily",
                "0 0 L * *",
                "0 0 * * 5#2",
                "0 0 * * 1,",
                "-5 * * * *"
            })
    void theseAreWrong(String expression) {
        assertThat(CronExpressions.faultIn(expression)).isPresent();
    }
}
