package dev.weft.engine.content.rules;

import static dev.weft.engine.content.Section.JOBS;
import static dev.weft.engine.content.Section.TRIGGERS;
import static dev.weft.engine.content.rules.Judging.HOOK;
import static dev.weft.engine.content.rules.Judging.NIGHTLY;
import static dev.weft.engine.content.rules.Judging.ORDERS;
import static dev.weft.engine.content.rules.Judging.accepted;
import static dev.weft.engine.content.rules.Judging.draft;
import static dev.weft.engine.content.rules.Judging.draftWith;
import static dev.weft.engine.content.rules.Judging.errors;
import static dev.weft.engine.content.rules.Judging.id;
import static dev.weft.engine.content.rules.Judging.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.content.Field;
import dev.weft.engine.content.KafkaConfiguration;
import dev.weft.engine.content.Trigger;
import dev.weft.engine.content.TriggerType;
import dev.weft.engine.content.WebhookReply;
import dev.weft.engine.content.WebhookResponseConfig;
import dev.weft.engine.content.WorkflowContentBuilder;
import dev.weft.engine.content.draft.Draft;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerRulesTest {
    private static Trigger acceptedWith(int index, String field, @Nullable Object value) {
        return accepted(draftWith(TRIGGERS, index, field, value).build())
                .triggers()
                .get(index);
    }

    private static void assertRefused(int index, String field, @Nullable Object value) {
        assertThat(errors(draftWith(TRIGGERS, index, field, value).build()))
                .as("%s: %s", field, value)
                .containsOnlyKeys("triggers[" + index + "]." + field);
    }

    @Test
    void aTypeIsOneOfThree() {
        assertRefused(HOOK, Field.TYPE, "poll");
        assertRefused(HOOK, Field.TYPE, "Webhook");
        assertRefused(HOOK, Field.TYPE, null);
        assertThat(accepted(draft().unset(TRIGGERS, HOOK, Field.TYPE).build())).isEqualTo(ORDERS);
    }

    @Test
    void aTriggerIsOffUnlessItIsOn() {
        assertThat(accepted(draft().unset(TRIGGERS, HOOK, Field.ENABLED).build())
                        .triggers()
                        .get(HOOK)
                        .enabled())
                .isFalse();
        assertRefused(HOOK, Field.ENABLED, 1);
    }

    @Test
    void aBlankCommentIsNone() {
        assertThat(acceptedWith(HOOK, Field.COMMENT, " \n").comment()).isNull();
        assertThat(acceptedWith(HOOK, Field.COMMENT, " see wiki ").comment()).isEqualTo("see wiki");
        assertRefused(HOOK, Field.COMMENT, "c".repeat(1001));
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "a-b_c", "0", "-"})
    void aCustomPathHoldsFewCharacters(String path) {
        assertThat(acceptedWith(HOOK, Field.CUSTOM_PATH, path).customPath()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Orders", "a/b", "orders\n", " orders", "ä", "11111111-0000-4000-8000-00000000000a", "a.b"})
    void anythingElseIsNoCustomPath(String path) {
        assertRefused(HOOK, Field.CUSTOM_PATH, path);
    }

    @Test
    void aCustomPathHas255CharactersAtMostAndABlankOneIsNone() {
        assertThat(acceptedWith(HOOK, Field.CUSTOM_PATH, "p".repeat(255)).customPath())
                .hasSize(255);
        assertRefused(HOOK, Field.CUSTOM_PATH, "p".repeat(256));
        assertThat(acceptedWith(HOOK, Field.CUSTOM_PATH, "  ").customPath()).isNull();
    }

    @Test
    void noTwoWebhooksOfAProjectHaveOnePath() {
        ProjectFacts facts = new ProjectFacts() {
            @Override
            public boolean isCustomPathTaken(String customPath) {
                return customPath.equals("elsewhere");
            }
        };
        Trigger twin =
                new WorkflowContentBuilder().webhook("twin").build().triggers().getFirst();
        var twins = draftWith(TRIGGERS, HOOK, Field.CUSTOM_PATH, "orders")
                .add(TRIGGERS, fieldsOf(twin.withCustomPath("orders")))
                .build();

        assertThat(errors(twins)).isEqualTo(Map.of("triggers[2].custom_path", List.of("has already been taken")));
        assertThat(ContentError.byPath(rejected(
                        draftWith(TRIGGERS, HOOK, Field.CUSTOM_PATH, "elsewhere")
                                .build(),
                        null,
                        facts)))
                .containsOnlyKeys("triggers[0].custom_path");
    }

    private static Map<String, @Nullable Object> fieldsOf(Trigger trigger) {
        return Draft.of(new WorkflowContentBuilder().trigger(trigger).build())
                .triggers()
                .getFirst();
    }

    @Test
    void aWebhookLosesWhatBelongsToCron() {
        var draft = draft().set(TRIGGERS, HOOK, Field.CRON_EXPRESSION, "nonsense")
                .set(TRIGGERS, HOOK, Field.CRON_CURSOR_JOB_ID, "nonsense")
                .set(TRIGGERS, HOOK, Field.KAFKA_CONFIGURATION, "nonsense")
                .build();

        assertThat(accepted(draft)).isEqualTo(ORDERS);
    }

    @Test
    void aCronTriggerLosesWhatBelongsToWebhooks() {
        var draft = draft().set(TRIGGERS, NIGHTLY, Field.CUSTOM_PATH, "not/a path")
                .set(TRIGGERS, NIGHTLY, Field.WEBHOOK_REPLY, "nonsense")
                .set(TRIGGERS, NIGHTLY, Field.WEBHOOK_RESPONSE_CONFIG, Map.of("success_code", 201))
                .build();

        assertThat(accepted(draft)).isEqualTo(ORDERS);
    }

    @Test
    void aCronTriggerWithoutATimeFiresAtMidnight() {
        assertThat(acceptedWith(NIGHTLY, Field.CRON_EXPRESSION, null).cronExpression())
                .isEqualTo("0 0 * * *");
        assertThat(acceptedWith(NIGHTLY, Field.CRON_EXPRESSION, " ").cronExpression())
                .isEqualTo("0 0 * * *");
        assertRefused(NIGHTLY, Field.CRON_EXPRESSION, "never");
    }

    @Test
    void aCronCursorIsAJobOfTheSameWorkflow() {
        assertThat(acceptedWith(NIGHTLY, Field.CRON_CURSOR_JOB_ID, id("load")).cronCursorJobId())
                .isEqualTo(WorkflowContentBuilder.id("load"));
        assertRefused(NIGHTLY, Field.CRON_CURSOR_JOB_ID, id("elsewhere"));
        assertRefused(NIGHTLY, Field.CRON_CURSOR_JOB_ID, "load");
    }

    @Test
    void aCronCursorLetsGoOfARemovedJob() {
        var saved = draftWith(TRIGGERS, NIGHTLY, Field.CRON_CURSOR_JOB_ID, id("load"));

        assertThat(accepted(saved.remove(JOBS, 1).build(), ORDERS)
                        .triggers()
                        .get(NIGHTLY)
                        .cronCursorJobId())
                .isNull();
    }

    @Test
    void aWebhookAnswersBeforeTheStartUnlessItSaysOtherwise() {
        assertThat(accepted(draft().unset(TRIGGERS, HOOK, Field.WEBHOOK_REPLY).build()))
                .isEqualTo(ORDERS);
        assertThat(acceptedWith(HOOK, Field.WEBHOOK_REPLY, "custom").webhookReply())
                .isEqualTo(WebhookReply.CUSTOM);
        assertRefused(HOOK, Field.WEBHOOK_REPLY, "later");
    }

    @Test
    void aResponseConfigIsKeptOnlyWithAfterCompletion() {
        var draft = draft().set(TRIGGERS, HOOK, Field.WEBHOOK_RESPONSE_CONFIG, Map.of("success_code", 201.0));

        assertThat(accepted(draft.build())).isEqualTo(ORDERS);
        assertThat(accepted(draft.set(TRIGGERS, HOOK, Field.WEBHOOK_REPLY, "after_completion")
                                .build())
                        .triggers()
                        .get(HOOK)
                        .webhookResponseConfig())
                .isEqualTo(new WebhookResponseConfig(201, null));
    }

    @Test
    void responseCodesAreStatusCodes() {
        for (Object wrong : List.of(
                Map.of("success_code", 99),
                Map.of("error_code", 600),
                Map.of("success_code", 200.5),
                Map.of("error_code", "500"),
                "200")) {
            var draft = draft().set(TRIGGERS, HOOK, Field.WEBHOOK_REPLY, "after_completion")
                    .set(TRIGGERS, HOOK, Field.WEBHOOK_RESPONSE_CONFIG, wrong)
                    .build();

            assertThat(errors(draft)).as("%s", wrong).containsOnlyKeys("triggers[0].webhook_response_config");
        }
    }

    @Test
    void aKafkaConfigurationIsKeptOnlyByKafka() {
        Map<String, @Nullable Object> configuration = new HashMap<>();
        configuration.put("hosts_string", "h:9092");
        configuration.put("topics_string", "orders");
        configuration.put("connect_timeout", 30.0);
        configuration.put("initial_offset_reset_policy", "1760000000000");
        configuration.put("ssl", true);
        configuration.put("sasl", "");
        var draft = draft().set(TRIGGERS, HOOK, Field.KAFKA_CONFIGURATION, configuration);

        assertThat(accepted(draft.build())).isEqualTo(ORDERS);
        Trigger kafka = accepted(draft.set(TRIGGERS, HOOK, Field.TYPE, "kafka").build())
                .triggers()
                .get(HOOK);
        assertThat(kafka.type()).isEqualTo(TriggerType.KAFKA);
        assertThat(kafka.webhookReply()).isNull();
        assertThat(kafka.kafkaConfiguration())
                .isEqualTo(
                        new KafkaConfiguration("h:9092", "orders", null, 30, "1760000000000", true, null, null, null));
    }

    @Test
    void aWrongKafkaConfigurationIsRefused() {
        for (Object wrong : List.of(
                Map.of("connect_timeout", 0),
                Map.of("connect_timeout", 1.5),
                Map.of("initial_offset_reset_policy", "soon"),
                Map.of("initial_offset_reset_policy", "176000000000"),
                Map.of("ssl", "yes"),
                Map.of("hosts_string", 5),
                List.of())) {
            var draft = draft().set(TRIGGERS, HOOK, Field.TYPE, "kafka")
                    .set(TRIGGERS, HOOK, Field.KAFKA_CONFIGURATION, wrong)
                    .build();

            assertThat(errors(draft)).as("%s", wrong).containsOnlyKeys("triggers[0].kafka_configuration");
        }
    }

    @Test
    void aWrongPasswordIsNotRepeatedInTheMessage() {
        var draft = draft().set(TRIGGERS, HOOK, Field.TYPE, "kafka")
                .set(TRIGGERS, HOOK, Field.KAFKA_CONFIGURATION, Map.of("password", 4711))
                .build();

        assertThat(errors(draft).get("triggers[0].kafka_configuration").toString())
                .doesNotContain("4711");
    }
}
