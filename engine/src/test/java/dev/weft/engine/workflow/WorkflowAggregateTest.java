package dev.weft.engine.workflow;

import dev.weft.engine.workflow.WorkflowCommand.AppendUpdates;
import dev.weft.engine.workflow.WorkflowCommand.JoinWorkflow;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.hamcrest.CoreMatchers;
import org.hamcrest.FeatureMatcher;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkflowAggregateTest {
    private static final WorkflowId WORKFLOW = new WorkflowId(UUID.fromString("11111111-0000-4000-8000-000000000001"));
    private static final ProjectId PROJECT = new ProjectId(UUID.fromString("22222222-0000-4000-8000-000000000001"));
    private static final ProjectId OTHER_PROJECT =
            new ProjectId(UUID.fromString("22222222-0000-4000-8000-000000000002"));
    private static final SessionId TAB_1 = new SessionId("tab-1");
    private static final SessionId TAB_2 = new SessionId("tab-2");
    private static final WorkflowSeed SEED = new WorkflowSeed("Untitled workflow", update(1));

    private FixtureConfiguration<WorkflowAggregate> fixture;

    @BeforeEach
    void setUp() {
        fixture = new AggregateTestFixture<>(WorkflowAggregate.class);
    }

    @Test
    void newOnAnIdThatNeverExistedCreatesTheWorkflowWithItsSeed() {
        fixture.givenNoPriorActivity()
                .when(aJoin(JoinAction.NEW).inSession(TAB_1).build())
                .expectEvents(created())
                .expectResultMessagePayload(JoinKind.NEW);
    }

    @Test
    void openOnAnIdThatNeverExistedCreatesTheWorkflow() {
        fixture.givenNoPriorActivity()
                .when(aJoin(JoinAction.OPEN).build())
                .expectEvents(created())
                .expectResultMessagePayload(JoinKind.NEW);
    }

    @Test
    void openByOneWhoMayNotCreateFindsNothing() {
        fixture.givenNoPriorActivity()
                .when(aJoin(JoinAction.OPEN).byReader().build())
                .expectNoEvents()
                .expectException(refusal(new WorkflowRefusal.NotFound()));
    }

    @Test
    void newByOneWhoMayNotCreateFindsNothing() {
        fixture.givenNoPriorActivity()
                .when(aJoin(JoinAction.NEW).byReader().build())
                .expectNoEvents()
                .expectException(refusal(new WorkflowRefusal.NotFound()));
    }

    @Test
    void editOnAnIdThatNeverExistedFindsNothing() {
        fixture.givenNoPriorActivity()
                .when(aJoin(JoinAction.EDIT).build())
                .expectNoEvents()
                .expectException(refusal(new WorkflowRefusal.NotFound()));
    }

    @Test
    void editOnAKnownIdJoinsWithoutAnEvent() {
        fixture.given(created())
                .when(aJoin(JoinAction.EDIT).build())
                .expectNoEvents()
                .expectResultMessagePayload(JoinKind.EXISTING);
    }

    @Test
    void openOnAKnownIdJoinsWithoutAnEventEvenByAReader() {
        fixture.given(created())
                .when(aJoin(JoinAction.OPEN).byReader().build())
                .expectNoEvents()
                .expectResultMessagePayload(JoinKind.EXISTING);
    }

    @Test
    void staleNewRejoinsWhatIsThere() {
        fixture.given(created())
                .when(aJoin(JoinAction.NEW).inSession(TAB_1).build())
                .expectEvents(rejoined(TAB_1))
                .expectResultMessagePayload(JoinKind.EXISTING);
    }

    @Test
    void staleNewOfOneSessionIsRecordedOnce() {
        fixture.given(created(), rejoined(TAB_1), appended(update(7)))
                .when(aJoin(JoinAction.NEW).inSession(TAB_1).build())
                .expectNoEvents()
                .expectResultMessagePayload(JoinKind.EXISTING);
    }

    @Test
    void staleNewOfAnotherSessionIsRecordedToo() {
        fixture.given(created(), rejoined(TAB_1))
                .when(aJoin(JoinAction.NEW).inSession(TAB_2).build())
                .expectEvents(rejoined(TAB_2));
    }

    @Test
    void newOnAnIdOfAnotherProjectFindsNothing() {
        fixture.given(created())
                .when(aJoin(JoinAction.NEW).inProject(OTHER_PROJECT).build())
                .expectNoEvents()
                .expectException(refusal(new WorkflowRefusal.NotFound()));
    }

    @Test
    void editOnAnIdOfAnotherProjectFindsNothing() {
        fixture.given(created())
                .when(aJoin(JoinAction.EDIT).inProject(OTHER_PROJECT).build())
                .expectNoEvents()
                .expectException(refusal(new WorkflowRefusal.NotFound()));
    }

    @Test
    void openOnAnIdOfAnotherProjectFindsNothing() {
        fixture.given(created())
                .when(aJoin(JoinAction.OPEN).inProject(OTHER_PROJECT).build())
                .expectNoEvents()
                .expectException(refusal(new WorkflowRefusal.NotFound()));
    }

    @Test
    void updatesAreAppendedAtTheExpectedSequence() {
        fixture.given(created())
                .when(new AppendUpdates(WORKFLOW, 1, appended(update(7))))
                .expectEvents(appended(update(7)))
                .expectResultMessagePayload(1L);
    }

    @Test
    void updatesAreRefusedWhereTheSequenceIsTaken() {
        fixture.given(created(), appended(update(7)))
                .when(new AppendUpdates(WORKFLOW, 1, appended(update(8))))
                .expectNoEvents()
                .expectException(refusal(new WorkflowRefusal.SequenceTaken(2)));
    }

    @Test
    void updatesAreRefusedByAStateThatLagsBehindTheHost() {
        fixture.given(created())
                .when(new AppendUpdates(WORKFLOW, 5, appended(update(8))))
                .expectNoEvents()
                .expectException(refusal(new WorkflowRefusal.StateOutdated(1)));
    }

    private static JoinBuilder aJoin(JoinAction action) {
        return new JoinBuilder(action, PROJECT, TAB_1, true);
    }

    private record JoinBuilder(JoinAction action, ProjectId project, SessionId session, boolean mayCreate) {
        JoinBuilder inProject(ProjectId other) {
            return new JoinBuilder(action, other, session, mayCreate);
        }

        JoinBuilder inSession(SessionId other) {
            return new JoinBuilder(action, project, other, mayCreate);
        }

        JoinBuilder byReader() {
            return new JoinBuilder(action, project, session, false);
        }

        JoinWorkflow build() {
            return new JoinWorkflow(WORKFLOW, project, action, mayCreate, session, SEED);
        }
    }

    private static WorkflowCreated created() {
        return new WorkflowCreated(WORKFLOW, PROJECT, SEED.name(), SEED.update(), 0);
    }

    private static WorkflowRejoined rejoined(SessionId session) {
        return new WorkflowRejoined(JoinAction.NEW, JoinKind.EXISTING, session);
    }

    private static UpdatesAppended appended(UpdateBytes update) {
        UUID appendId = new UUID(0, update.hashCode());
        return new UpdatesAppended(appendId, List.of(new AppendedUpdate(update, "ada", TAB_1, null, 1_000)));
    }

    private static UpdateBytes update(int content) {
        return new UpdateBytes(new byte[] {(byte) content});
    }

    private static Matcher<RefusedException> refusal(WorkflowRefusal reason) {
        return new FeatureMatcher<>(CoreMatchers.equalTo(reason), "a refusal for", "reason") {
            @Override
            protected WorkflowRefusal featureValueOf(RefusedException refused) {
                return refused.reason();
            }
        };
    }
}
