package dev.weft.engine.content.rules;

import static dev.weft.engine.content.rules.Judging.ORDERS;
import static dev.weft.engine.content.rules.Judging.accepted;
import static dev.weft.engine.content.rules.Judging.draft;
import static dev.weft.engine.content.rules.Judging.errors;
import static dev.weft.engine.content.rules.Judging.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.content.Field;
import dev.weft.engine.content.WorkflowContent;
import dev.weft.engine.content.WorkflowContentBuilder;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsRulesTest {
    private static final WorkflowContent SAVED = new WorkflowContentBuilder()
            .name("Saved")
            .concurrency(4)
            .withoutJobLogs()
            .build();

    @Test
    void whatIsRightIsAcceptedAsItIs() {
        assertThat(accepted(draft().build())).isEqualTo(ORDERS);
    }

    @Test
    void aNameIsTrimmed() {
        assertThat(accepted(draft().setting(Field.NAME, " Orders\n").build()).name())
                .isEqualTo("Orders");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\u00a0\n"})
    void aBlankNameIsRefused(String blank) {
        assertThat(errors(draft().setting(Field.NAME, blank).build()))
                .isEqualTo(Map.of("name", List.of("can't be blank")));
    }

    @Test
    void aNullNameIsRefused() {
        assertThat(errors(draft().setting(Field.NAME, null).build())).containsOnlyKeys("name");
    }

    @Test
    void aNameHas255CharactersAtMost() {
        assertThat(accepted(draft().setting(Field.NAME, "😀".repeat(255)).build())
                        .name())
                .hasSize(510);
        assertThat(errors(draft().setting(Field.NAME, "n".repeat(256)).build()))
                .isEqualTo(Map.of("name", List.of("should be at most 255 character(s)")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Orders_del", "Orders_del1", "_del22", "a\nb_del"})
    void namesOfDeletedWorkflowsAreRefused(String name) {
        assertThat(errors(draft().setting(Field.NAME, name).build())).containsOnlyKeys("name");
    }

    @Test
    void aNameThatIsNoTextIsRefused() {
        assertThat(errors(draft().setting(Field.NAME, 7).build()))
                .isEqualTo(Map.of("name", List.of("must be a text, not a number")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "half \ud83d"})
    void whatNoRowCanKeepIsRefused(String name) {
        assertThat(errors(draft().setting(Field.NAME, name).build())).containsOnlyKeys("name");
    }

    @Test
    void aNameThatAnotherWorkflowHasIsRefused() {
        ProjectFacts facts = new ProjectFacts() {
            @Override
            public boolean isNameTaken(String name) {
                return name.equals("Orders");
            }
        };

        assertThat(ContentError.byPath(
                        rejected(draft().setting(Field.NAME, " Orders ").build(), null, facts)))
                .containsOnlyKeys("name");
    }

    @Test
    void anAbsentNameIsTheSavedOneOrUntitled() {
        var draft = draft().withoutSetting(Field.NAME).build();

        assertThat(accepted(draft, SAVED).name()).isEqualTo("Saved");
        assertThat(accepted(draft).name()).isEqualTo("Untitled workflow");
    }

    @Test
    void absentSettingsAreTheSavedOnesAndNullIsNull() {
        var absent = draft().withoutSetting(Field.CONCURRENCY)
                .withoutSetting(Field.ENABLE_JOB_LOGS)
                .build();
        var cleared = draft().setting(Field.CONCURRENCY, null).build();

        assertThat(accepted(absent, SAVED).concurrency()).isEqualTo(4);
        assertThat(accepted(absent, SAVED).enableJobLogs()).isFalse();
        assertThat(accepted(absent).concurrency()).isNull();
        assertThat(accepted(absent).enableJobLogs()).isTrue();
        assertThat(accepted(cleared, SAVED).concurrency()).isNull();
    }

    @Test
    void concurrencyIsAWholeNumberHoweverItIsEncoded() {
        for (Object three : List.of(3, 3L, 3.0, 3.0f, BigInteger.valueOf(3))) {
            assertThat(accepted(draft().setting(Field.CONCURRENCY, three).build())
                            .concurrency())
                    .isEqualTo(3);
        }
        for (Object wrong : List.of(1.5, "3", true, Double.NaN, Double.POSITIVE_INFINITY, 0, -1, 1L << 40)) {
            assertThat(errors(draft().setting(Field.CONCURRENCY, wrong).build()))
                    .as("concurrency %s", wrong)
                    .containsOnlyKeys("concurrency");
        }
    }

    @Test
    void concurrencyIsAtMostTheProjects() {
        ProjectFacts facts = new ProjectFacts() {
            @Override
            public OptionalInt maxConcurrency() {
                return OptionalInt.of(5);
            }
        };

        assertThat(ContentRules.judge(draft().setting(Field.CONCURRENCY, 5).build(), null, facts))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(ContentError.byPath(
                        rejected(draft().setting(Field.CONCURRENCY, 6).build(), null, facts)))
                .containsOnlyKeys("concurrency");
    }

    @Test
    void jobLogsAreOnOrOff() {
        assertThat(accepted(draft().setting(Field.ENABLE_JOB_LOGS, false).build())
                        .enableJobLogs())
                .isFalse();
        assertThat(errors(draft().setting(Field.ENABLE_JOB_LOGS, "yes").build()))
                .containsOnlyKeys("enable_job_logs");
    }

    @Test
    void positionsThatAreNoneAreDroppedAndLockNothingUp() {
        String node = Judging.id("load");
        var draft = draft().position("__ID_JOB_x__", Map.of("x", 1, "y", 2))
                .position(node, Map.of("x", 1))
                .position(Judging.id("gone"), Map.of("x", 3, "y", 4.5))
                .build();

        assertThat(accepted(draft).positions())
                .containsOnlyKeys(WorkflowContentBuilder.id("fetch"), WorkflowContentBuilder.id("gone"));
    }

    @Test
    void noPositionsAreNull() {
        assertThat(accepted(draft().withoutPosition(Judging.id("fetch")).build())
                        .positions())
                .isNull();
    }
}
