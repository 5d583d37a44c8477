package dev.weft.engine.content.rules;

import static dev.weft.engine.content.Section.EDGES;
import static dev.weft.engine.content.Section.JOBS;
import static dev.weft.engine.content.Section.TRIGGERS;
import static dev.weft.engine.content.rules.Judging.FETCH;
import static dev.weft.engine.content.rules.Judging.FETCH_TO_LOAD;
import static dev.weft.engine.content.rules.Judging.HOOK;
import static dev.weft.engine.content.rules.Judging.HOOK_TO_FETCH;
import static dev.weft.engine.content.rules.Judging.LOAD;
import static dev.weft.engine.content.rules.Judging.ORDERS;
import static dev.weft.engine.content.rules.Judging.accepted;
import static dev.weft.engine.content.rules.Judging.draft;
import static dev.weft.engine.content.rules.Judging.draftWith;
import static dev.weft.engine.content.rules.Judging.errors;
import static dev.weft.engine.content.rules.Judging.id;
import static dev.weft.engine.content.rules.Judging.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.content.Edge;
import dev.weft.engine.content.Field;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeRulesTest {
    private static Edge acceptedWith(int index, String field, @Nullable Object value) {
        return accepted(draftWith(EDGES, index, field, value).build()).edges().get(index);
    }

    private static void assertRefused(int index, String field, @Nullable Object value) {
        assertThat(errors(draftWith(EDGES, index, field, value).build()))
                .as("%s: %s", field, value)
                .containsOnlyKeys("edges[" + index + "]." + field);
    }

    @Test
    void anEdgeHasOneSource() {
        assertThat(errors(draftWith(EDGES, FETCH_TO_LOAD, Field.SOURCE_JOB_ID, null)
                        .build()))
                .containsOnlyKeys("edges[0].source_job_id");
        assertThat(errors(
                        draftWith(EDGES, FETCH_TO_LOAD, Field.SOURCE_JOB_ID, "").build()))
                .containsOnlyKeys("edges[0].source_job_id");
        assertThat(errors(draftWith(EDGES, FETCH_TO_LOAD, Field.SOURCE_TRIGGER_ID, id("hook"))
                        .set(EDGES, FETCH_TO_LOAD, Field.CONDITION_TYPE, "always")
                        .build()))
                .containsOnlyKeys("edges[0].source_trigger_id");
    }

    @Test
    void bothEndsAreInTheWorkflow() {
        assertRefused(FETCH_TO_LOAD, Field.SOURCE_JOB_ID, id("elsewhere"));
        assertRefused(FETCH_TO_LOAD, Field.TARGET_JOB_ID, id("elsewhere"));
        assertRefused(HOOK_TO_FETCH, Field.SOURCE_TRIGGER_ID, id("elsewhere"));
        assertRefused(FETCH_TO_LOAD, Field.TARGET_JOB_ID, id("hook"));
        assertRefused(FETCH_TO_LOAD, Field.SOURCE_JOB_ID, "nonsense");
    }

    @Test
    void aTargetIsNeededAndIsAnotherJob() {
        assertRefused(FETCH_TO_LOAD, Field.TARGET_JOB_ID, null);
        assertRefused(FETCH_TO_LOAD, Field.TARGET_JOB_ID, id("fetch"));
    }

    @Test
    void circlesAreAllowed() {
        var back = draft().build().edges().get(FETCH_TO_LOAD);
        var draft = draft().add(EDGES, back)
                .set(EDGES, 2, Field.ID, id("back"))
                .set(EDGES, 2, Field.SOURCE_JOB_ID, id("load"))
                .set(EDGES, 2, Field.TARGET_JOB_ID, id("fetch"))
                .build();

        assertThat(accepted(draft).edges()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"always", "on_job_success", "on_job_failure"})
    void aConditionOfAJobIsOneOfFour(String condition) {
        assertThat(acceptedWith(FETCH_TO_LOAD, Field.CONDITION_TYPE, condition)
                        .conditionType()
                        .text())
                .isEqualTo(condition);
    }

    @Test
    void aConditionIsNeeded() {
        assertRefused(FETCH_TO_LOAD, Field.CONDITION_TYPE, "sometimes");
        assertRefused(FETCH_TO_LOAD, Field.CONDITION_TYPE, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"on_job_success", "on_job_failure"})
    void aTriggerDoesNotSucceedOrFail(String condition) {
        assertRefused(HOOK_TO_FETCH, Field.CONDITION_TYPE, condition);
    }

    @Test
    void anExpressionIsNeededWhereItCounts() {
        var draft = draftWith(EDGES, HOOK_TO_FETCH, Field.CONDITION_TYPE, "js_expression");

        assertThat(errors(draft.build())).isEqualTo(Map.of("edges[1].condition_expression", List.of("can't be blank")));
        assertThat(accepted(draft.set(EDGES, HOOK_TO_FETCH, Field.CONDITION_EXPRESSION, "state.ok ")
                                .build())
                        .edges()
                        .get(HOOK_TO_FETCH)
                        .conditionExpression())
                .isEqualTo("state.ok ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"import x", "require('fs')", "a && process.exit()", "await x", "(eval)('1')", "x\neval(1)"})
    void anExpressionHasNoForbiddenWords(String expression) {
        var draft = draftWith(EDGES, HOOK_TO_FETCH, Field.CONDITION_EXPRESSION, expression);

        assertThat(errors(draft.set(EDGES, HOOK_TO_FETCH, Field.CONDITION_TYPE, "js_expression")
                        .build()))
                .containsOnlyKeys("edges[1].condition_expression");
        assertThat(accepted(draft.set(EDGES, HOOK_TO_FETCH, Field.CONDITION_TYPE, "always")
                        .build()))
                .as("where it doesn't count, it locks nothing up")
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"important", "requires", "state.processed", "awaiting", "evaluate", "retrieval", "Import"})
    void otherWordsMayHoldThem(String expression) {
        var draft = draftWith(EDGES, HOOK_TO_FETCH, Field.CONDITION_EXPRESSION, expression)
                .set(EDGES, HOOK_TO_FETCH, Field.CONDITION_TYPE, "js_expression");

        assertThat(accepted(draft.build())).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {Field.CONDITION_EXPRESSION, Field.CONDITION_LABEL})
    void textsHave255CharactersAtMostAndBlankOnesAreNull(String field) {
        assertRefused(FETCH_TO_LOAD, field, "x".repeat(256));
        acceptedWith(FETCH_TO_LOAD, field, "x".repeat(255));
        assertThat(acceptedWith(FETCH_TO_LOAD, field, " "))
                .isEqualTo(ORDERS.edges().get(FETCH_TO_LOAD));
    }

    @Test
    void anEdgeIsOnUnlessItIsOff() {
        assertThat(accepted(draft().unset(EDGES, FETCH_TO_LOAD, Field.ENABLED).build()))
                .isEqualTo(ORDERS);
        assertRefused(FETCH_TO_LOAD, Field.ENABLED, "no");
    }

    /** {@code workflow-collaboration.md} 1.9, in terms of content. */
    @Nested
    class RemovedEnds {
        @Test
        void anEdgeGoesWithTheJobItLeadsTo() {
            var draft = draft().remove(JOBS, LOAD).build();

            assertThat(accepted(draft, ORDERS).edges()).extracting(Edge::id).containsExactly(uuid("hook>fetch"));
        }

        @Test
        void edgesGoWithTheJobTheyLeadFromAndTo() {
            assertThat(accepted(draft().remove(JOBS, FETCH).build(), ORDERS).edges())
                    .isEmpty();
        }

        @Test
        void anEdgeGoesWithItsTrigger() {
            assertThat(accepted(draft().remove(TRIGGERS, HOOK).build(), ORDERS).edges())
                    .extracting(Edge::id)
                    .containsExactly(uuid("fetch>load"));
        }

        @Test
        void anEdgeWhoseEndTheClientSetToNullGoesToo() {
            var draft = draft().remove(JOBS, LOAD)
                    .set(EDGES, FETCH_TO_LOAD, Field.TARGET_JOB_ID, null)
                    .build();

            assertThat(accepted(draft, ORDERS).edges()).hasSize(1);
        }

        @Test
        void anEdgeThatLeadsElsewhereNowStays() {
            var draft = draft().remove(JOBS, FETCH)
                    .set(EDGES, HOOK_TO_FETCH, Field.TARGET_JOB_ID, id("load"))
                    .build();

            assertThat(accepted(draft, ORDERS).edges()).singleElement().satisfies(edge -> {
                assertThat(edge.id()).isEqualTo(uuid("hook>fetch"));
                assertThat(edge.targetJobId()).isEqualTo(uuid("load"));
            });
        }

        @Test
        void anEdgeThatComesFromElsewhereNowStays() {
            var draft = draft().remove(JOBS, FETCH)
                    .remove(EDGES, HOOK_TO_FETCH)
                    .set(EDGES, FETCH_TO_LOAD, Field.SOURCE_TRIGGER_ID, id("hook"))
                    .set(EDGES, FETCH_TO_LOAD, Field.CONDITION_TYPE, "always")
                    .build();

            assertThat(accepted(draft, ORDERS).edges()).singleElement().satisfies(edge -> {
                assertThat(edge.sourceJobId()).isNull();
                assertThat(edge.sourceTriggerId()).isEqualTo(uuid("hook"));
            });
        }

        @Test
        void anEdgeThatNeverHadAnEndIsRefusedNotRemoved() {
            var draft = draft().remove(JOBS, LOAD)
                    .set(EDGES, HOOK_TO_FETCH, Field.TARGET_JOB_ID, id("never there"))
                    .build();

            assertThat(rejected(draft, ORDERS, ProjectFacts.UNRESTRICTED))
                    .extracting(ContentError::path)
                    .containsExactly("edges[1].target_job_id");
        }
    }

    private static UUID uuid(String name) {
        return UUID.fromString(id(name));
    }
}
