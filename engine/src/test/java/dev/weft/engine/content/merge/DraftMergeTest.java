package dev.weft.engine.content.merge;

import static dev.weft.engine.content.Section.EDGES;
import static dev.weft.engine.content.Section.JOBS;
import static dev.weft.engine.content.Section.TRIGGERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.content.DraftBuilder;
import dev.weft.engine.content.Field;
import dev.weft.engine.content.Section;
import dev.weft.engine.content.WorkflowContent;
import dev.weft.engine.content.WorkflowContentBuilder;
import dev.weft.engine.content.draft.Draft;
import dev.weft.engine.content.draft.KnownFields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each row of {@code workflow-collaboration.md} 10.2, for each kind of thing it is about. */
class DraftMergeTest {
    private static final WorkflowContent BASE = new WorkflowContentBuilder()
            .job("fetch", "1\n2\n3\n")
            .job("load", "load()\n")
            .webhook("hook")
            .cron("nightly", "0 0 * * *")
            .edge("fetch", "load")
            .edgeFromTrigger("hook", "fetch")
            .position("fetch", 1, 2)
            .build();

    private static DraftBuilder base() {
        return DraftBuilder.of(BASE);
    }

    private static DraftMerge.Result merge(UnaryOperator<DraftBuilder> ours, UnaryOperator<DraftBuilder> theirs) {
        return DraftMerge.merge(
                Draft.of(BASE), ours.apply(base()).build(), theirs.apply(base()).build());
    }

    private static void assertMerges(
            UnaryOperator<DraftBuilder> ours, UnaryOperator<DraftBuilder> theirs, DraftBuilder expected) {
        assertThat(merge(ours, theirs)).isEqualTo(new DraftMerge.Result(expected.build(), List.of()));
    }

    private static String id(String name) {
        return WorkflowContentBuilder.id(name).toString();
    }

    private static Map<String, @Nullable Object> aJob(String name) {
        return Draft.of(new WorkflowContentBuilder().job(name, "new()\n").build())
                .jobs()
                .getFirst();
    }

    private static Map<String, @Nullable Object> anEdge(String source, String target) {
        return Draft.of(new WorkflowContentBuilder().edge(source, target).build())
                .edges()
                .getFirst();
    }

    @Nested
    class Fields {
        /** Every field of every section takes part, each in all four rows. */
        @Test
        void everyFieldIsMergedByTheTable() {
            for (Section section : List.of(JOBS, TRIGGERS, EDGES)) {
                for (String field : KnownFields.of(section)) {
                    if (!field.equals(Field.ID) && !isReference(field)) {
                        assertTable(section, field);
                    }
                }
            }
        }

        private static boolean isReference(String field) {
            return field.endsWith("_job_id") || field.equals(Field.SOURCE_TRIGGER_ID);
        }

        private static void assertTable(Section section, String field) {
            UnaryOperator<DraftBuilder> nothing = draft -> draft;
            UnaryOperator<DraftBuilder> one = draft -> draft.set(section, 0, field, "one");
            UnaryOperator<DraftBuilder> other = draft -> draft.set(section, 0, field, "other");

            assertMerges(nothing, nothing, base());
            assertMerges(one, nothing, base().set(section, 0, field, "one"));
            assertMerges(nothing, one, base().set(section, 0, field, "one"));
            assertMerges(one, one, base().set(section, 0, field, "one"));
            DraftMerge.Result both = merge(one, other);
            assertThat(both.merged()).isEqualTo(one.apply(base()).build());
            assertThat(both.conflicts()).singleElement().satisfies(conflict -> {
                assertThat(conflict.path()).isEqualTo(section.root() + "[0]." + field);
                assertThat(conflict.ours()).isEqualTo("one");
                assertThat(conflict.theirs()).isEqualTo("other");
            });
        }

        @Test
        void settingsAreMergedByTheTable() {
            for (String field : List.of(Field.NAME, Field.CONCURRENCY, Field.ENABLE_JOB_LOGS)) {
                assertMerges(d -> d.setting(field, 1), d -> d, base().setting(field, 1));
                assertMerges(d -> d, d -> d.setting(field, 1), base().setting(field, 1));
                assertMerges(d -> d.setting(field, 1), d -> d.setting(field, 1.0), base().setting(field, 1));
                DraftMerge.Result both = merge(d -> d.setting(field, 1), d -> d.setting(field, 2));
                assertThat(both.merged().workflow()).containsEntry(field, 1);
                assertThat(both.conflicts())
                        .containsExactly(new MergeConflict(Section.WORKFLOW, -1, null, field, null, 1, 2));
                assertThat(both.conflicts().getFirst().path()).isEqualTo(field);
            }
        }

        @Test
        void aSettingThatOurDocumentLacksIsUnchanged() {
            assertMerges(
                    d -> d.withoutSetting(Field.CONCURRENCY),
                    d -> d.setting(Field.CONCURRENCY, 3),
                    base().setting(Field.CONCURRENCY, 3));
            assertMerges(d -> d.withoutSetting(Field.CONCURRENCY), d -> d, base().withoutSetting(Field.CONCURRENCY));
        }

        @Test
        void theIdOfTheWorkflowIsNotMerged() {
            assertMerges(d -> d.setting(Field.ID, "ours"), d -> d, base().setting(Field.ID, "ours"));
        }

        @Test
        void anAbsentFieldIsNull() {
            assertMerges(
                    d -> d.unset(JOBS, 0, Field.PROJECT_CREDENTIAL_ID),
                    d -> d,
                    base().unset(JOBS, 0, Field.PROJECT_CREDENTIAL_ID));
        }

        @Test
        void theSettingsOfAKafkaTriggerAreMergedOneByOne() {
            Map<String, Object> kafka = Map.of("hosts_string", "h", "group_id", "g", "ssl", true);
            DraftBuilder before = base().set(TRIGGERS, 0, Field.KAFKA_CONFIGURATION, kafka);
            Draft ours = DraftBuilder.of(before.build())
                    .set(
                            TRIGGERS,
                            0,
                            Field.KAFKA_CONFIGURATION,
                            with(with(kafka, "hosts_string", "ours"), "ssl", false))
                    .build();
            Draft theirs = DraftBuilder.of(before.build())
                    .set(TRIGGERS, 0, Field.KAFKA_CONFIGURATION, with(with(kafka, "group_id", "theirs"), "ssl", null))
                    .build();

            DraftMerge.Result result = DraftMerge.merge(before.build(), ours, theirs);

            assertThat(result.merged().triggers().getFirst())
                    .containsEntry(
                            Field.KAFKA_CONFIGURATION,
                            Map.of("hosts_string", "ours", "group_id", "theirs", "ssl", false));
            assertThat(result.conflicts())
                    .extracting(MergeConflict::path)
                    .containsExactly("triggers[0].kafka_configuration.ssl");
        }

        private static Map<String, @Nullable Object> with(Map<String, ?> map, String key, @Nullable Object value) {
            Map<String, @Nullable Object> changed = new HashMap<>(map);
            changed.put(key, value);
            return changed;
        }
    }

    @Nested
    class Bodies {
        @Test
        void changesToDifferentLinesAreBothTaken() {
            assertMerges(
                    d -> d.set(JOBS, 0, Field.BODY, "ONE\n2\n3\n"),
                    d -> d.set(JOBS, 0, Field.BODY, "1\n2\nTHREE\n"),
                    base().set(JOBS, 0, Field.BODY, "ONE\n2\nTHREE\n"));
        }

        @Test
        void anOverlapIsAConflictWithTheLinesOfBoth() {
            DraftMerge.Result result = merge(
                    d -> d.set(JOBS, 0, Field.BODY, "1\nours\n3\n"),
                    d -> d.set(JOBS, 0, Field.BODY, "0\n1\ntheirs\n3\n"));

            assertThat(result.merged().jobs().getFirst()).containsEntry(Field.BODY, "0\n1\nours\n3\n");
            assertThat(result.conflicts())
                    .containsExactly(new MergeConflict(JOBS, 0, id("fetch"), "body", 3, "ours\n", "theirs\n"));
        }
    }

    @Nested
    class Members {
        @Test
        void whatTheyAddedComesAtTheEndAndWhatWeAddedStays() {
            assertMerges(d -> d, d -> d.add(JOBS, aJob("new")), base().add(JOBS, aJob("new")));
            assertMerges(d -> d.add(JOBS, aJob("new")), d -> d, base().add(JOBS, aJob("new")));
            assertMerges(
                    d -> d.add(JOBS, aJob("ours")),
                    d -> d.add(JOBS, aJob("theirs")),
                    base().add(JOBS, aJob("ours")).add(JOBS, aJob("theirs")));
        }

        @Test
        void whatBothAddedIsMergedFieldByField() {
            assertMerges(d -> d.add(JOBS, aJob("new")), d -> d.add(JOBS, aJob("new")), base().add(JOBS, aJob("new")));
            DraftMerge.Result result = merge(
                    d -> d.add(JOBS, aJob("new")), d -> d.add(JOBS, aJob("new")).set(JOBS, 2, Field.NAME, "theirs"));
            assertThat(result.conflicts()).extracting(MergeConflict::path).containsExactly("jobs[2].name");
        }

        @Test
        void whatTheyRemovedAndWeLeftAloneIsRemovedWithItsEdgesAndItsPosition() {
            assertMerges(
                    d -> d,
                    d -> d.remove(JOBS, 0).remove(EDGES, 1).remove(EDGES, 0),
                    base().remove(JOBS, 0).remove(EDGES, 1).remove(EDGES, 0).withoutPosition(id("fetch")));
            assertMerges(
                    d -> d.position(id("fetch"), Map.of("x", 7, "y", 7)),
                    d -> d.remove(JOBS, 0),
                    base().remove(JOBS, 0).remove(EDGES, 1).remove(EDGES, 0).withoutPosition(id("fetch")));
        }

        @Test
        void whatTheyRemovedAndWeChangedStaysAndIsReported() {
            DraftMerge.Result result = merge(
                    d -> d.set(JOBS, 1, Field.NAME, "mine"),
                    d -> d.remove(JOBS, 1).remove(EDGES, 0));

            assertThat(result.merged().jobs()).hasSize(2);
            assertThat(result.conflicts()).singleElement().satisfies(conflict -> {
                assertThat(conflict.path()).isEqualTo("jobs[1]");
                assertThat(conflict.ours()).isEqualTo(result.merged().jobs().get(1));
                assertThat(conflict.theirs()).isNull();
            });
        }

        @Test
        void whatWeRemovedStaysRemoved() {
            assertMerges(d -> d.remove(TRIGGERS, 1), d -> d, base().remove(TRIGGERS, 1));
        }

        @Test
        void whatWeRemovedAndTheyChangedStaysRemovedAndIsReported() {
            DraftMerge.Result result =
                    merge(d -> d.remove(TRIGGERS, 1), d -> d.set(TRIGGERS, 1, Field.CRON_EXPRESSION, "5 5 * * *"));

            assertThat(result.merged().triggers()).hasSize(1);
            assertThat(result.conflicts()).singleElement().satisfies(conflict -> {
                assertThat(conflict.path()).isEqualTo("triggers[" + id("nightly") + "]");
                assertThat(conflict.ours()).isNull();
            });
        }

        @Test
        void whatBothRemovedIsRemoved() {
            assertMerges(d -> d.remove(TRIGGERS, 1), d -> d.remove(TRIGGERS, 1), base().remove(TRIGGERS, 1));
        }

        @Test
        void membersWithoutAnIdAreOurs() {
            assertMerges(
                    d -> d.add(JOBS, Map.of("name", "unfinished")),
                    d -> d.setting(Field.NAME, "theirs"),
                    base().add(JOBS, Map.of("name", "unfinished")).setting(Field.NAME, "theirs"));
        }
    }

    @Nested
    class Ends {
        @Test
        void anEdgeWeAddedToAJobTheyRemovedGoesWithItAndIsReported() {
            DraftMerge.Result result = merge(
                    d -> d.add(EDGES, anEdge("load", "fetch")),
                    d -> d.remove(JOBS, 1).remove(EDGES, 0));

            assertThat(result.merged().edges()).hasSize(1);
            assertThat(result.conflicts()).singleElement().satisfies(conflict -> {
                assertThat(conflict.path()).isEqualTo("edges[" + id("load>fetch") + "]");
                assertThat(conflict.ours()).isEqualTo(anEdge("load", "fetch"));
            });
        }

        @Test
        void anEdgeWeChangedAndTheyRemovedWithItsJobIsReportedOnce() {
            DraftMerge.Result result = merge(
                    d -> d.set(EDGES, 0, Field.CONDITION_LABEL, "mine"),
                    d -> d.remove(JOBS, 1).remove(EDGES, 0));

            assertThat(result.merged().edges()).hasSize(1);
            assertThat(result.conflicts()).hasSize(1);
        }

        @Test
        void anEdgeTheyAddedToAJobWeRemovedStaysOutAndIsReported() {
            DraftMerge.Result result =
                    merge(d -> d.remove(JOBS, 1).remove(EDGES, 0), d -> d.add(EDGES, anEdge("load", "fetch")));

            assertThat(result.merged().edges()).hasSize(1);
            assertThat(result.conflicts()).singleElement().satisfies(conflict -> {
                assertThat(conflict.ours()).isNull();
                assertThat(conflict.theirs()).isEqualTo(anEdge("load", "fetch"));
            });
        }

        @Test
        void anEdgeTheyLedToAJobWeRemovedStaysWhereItWas() {
            DraftMerge.Result result = merge(
                    d -> d.remove(JOBS, 1).remove(EDGES, 0), d -> d.set(EDGES, 1, Field.TARGET_JOB_ID, id("load")));

            assertThat(result.merged().edges())
                    .singleElement()
                    .satisfies(edge -> assertThat(edge).containsEntry(Field.TARGET_JOB_ID, id("fetch")));
            assertThat(result.conflicts()).hasSize(1);
        }

        @Test
        void anEdgeThatLedNowhereBeforeIsLeftToItsAuthor() {
            assertMerges(
                    d -> d.add(EDGES, anEdge("fetch", "nowhere")),
                    d -> d.setting(Field.NAME, "theirs"),
                    base().add(EDGES, anEdge("fetch", "nowhere")).setting(Field.NAME, "theirs"));
        }

        @Test
        void aCursorLetsGoOfAJobThatTheyRemoved() {
            UnaryOperator<DraftBuilder> remove = d -> d.remove(JOBS, 1).remove(EDGES, 0);
            DraftMerge.Result result = merge(d -> d.set(TRIGGERS, 1, Field.CRON_CURSOR_JOB_ID, id("load")), remove);

            assertThat(result.merged().triggers().get(1)).containsEntry(Field.CRON_CURSOR_JOB_ID, null);
            assertThat(result.conflicts())
                    .extracting(MergeConflict::path)
                    .containsExactly("triggers[1].cron_cursor_job_id");
        }

        @Test
        void aCursorTheySetToAJobWeRemovedStaysAsItWas() {
            DraftMerge.Result result = merge(
                    d -> d.remove(JOBS, 1).remove(EDGES, 0),
                    d -> d.set(TRIGGERS, 1, Field.CRON_CURSOR_JOB_ID, id("load")));

            assertThat(result.merged().triggers().get(1)).containsEntry(Field.CRON_CURSOR_JOB_ID, null);
            assertThat(result.conflicts()).hasSize(1);
        }
    }

    @Nested
    class Positions {
        private static final Map<String, Object> HERE = Map.of("x", 5, "y", 5);
        private static final Map<String, Object> THERE = Map.of("x", 5, "y", 9);

        @Test
        void positionsAreMergedByTheTableAsWholes() {
            String node = id("fetch");
            assertMerges(d -> d.position(node, HERE), d -> d, base().position(node, HERE));
            assertMerges(d -> d, d -> d.position(node, HERE), base().position(node, HERE));
            assertMerges(d -> d, d -> d.withoutPosition(node), base().withoutPosition(node));
            assertMerges(d -> d, d -> d.position(id("load"), HERE), base().position(id("load"), HERE));
            DraftMerge.Result both = merge(d -> d.position(node, HERE), d -> d.position(node, THERE));
            assertThat(both.merged().positions()).containsEntry(node, HERE);
            assertThat(both.conflicts()).extracting(MergeConflict::path).containsExactly("positions[" + node + "]");
        }
    }
}
