package dev.weft.engine.workflow;

import dev.weft.engine.content.WorkflowContent;
import dev.weft.engine.content.draft.ContentHash;
import dev.weft.engine.workflow.WorkflowCommand.AppendEvent;
import dev.weft.engine.workflow.WorkflowCommand.JoinWorkflow;
import dev.weft.engine.workflow.WorkflowStanding.VersionPlace;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.hamcrest.CoreMatchers;
import org.hamcrest.FeatureMatcher;
import org.hamcrest.Matcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

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
                .expectResultMessagePayload(Joined.NEW);
    }

    @Test
    void openOnAnIdThatNeverExistedCreatesTheWorkflow() {
        fixture.givenNoPriorActivity()
                .when(aJoin(JoinAction.OPEN).build())
                .expectEvents(created())
                .expectResultMessagePayload(Joined.NEW);
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
                .expectResultMessagePayload(Joined.EXISTING);
    }

    @Test
    void openOnAKnownIdJoinsWithoutAnEventEvenByAReader() {
        fixture.given(created())
                .when(aJoin(JoinAction.OPEN).byReader().build())
                .expectNoEvents()
                .expectResultMessagePayload(Joined.EXISTING);
    }

    @Test
    void staleNewRejoinsWhatIsThere() {
        fixture.given(created())
                .when(aJoin(JoinAction.NEW).inSession(TAB_1).build())
                .expectEvents(rejoined(TAB_1))
                .expectResultMessagePayload(Joined.EXISTING);
    }

    @Test
    void staleNewOfOneSessionIsRecordedOnce() {
        fixture.given(created(), rejoined(TAB_1), appended(update(7)))
                .when(aJoin(JoinAction.NEW).inSession(TAB_1).build())
                .expectNoEvents()
                .expectResultMessagePayload(Joined.EXISTING);
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
                .when(new AppendEvent(WORKFLOW, 1, appended(update(7))))
                .expectEvents(appended(update(7)))
                .expectResultMessagePayload(1L);
    }

    @Test
    void updatesAreRefusedWhereTheSequenceIsTaken() {
        fixture.given(created(), appended(update(7)))
                .when(new AppendEvent(WORKFLOW, 1, appended(update(8))))
                .expectNoEvents()
                .expectException(refusal(new WorkflowRefusal.SequenceTaken(2)));
    }

    @Test
    void updatesAreRefusedByAStateThatLagsBehindTheHost() {
        fixture.given(created())
                .when(new AppendEvent(WORKFLOW, 5, appended(update(8))))
                .expectNoEvents()
                .expectException(refusal(new WorkflowRefusal.StateOutdated(1)));
    }

    @Test
    void updatesAreTakenBySoftlyDeletedWorkflowsAndNotByPurgedOnes() {
        fixture.given(created(), deleted())
                .when(new AppendEvent(WORKFLOW, 2, appended(update(7))))
                .expectEvents(appended(update(7)));
        fixture.given(created(), deleted(), purged())
                .when(new AppendEvent(WORKFLOW, 3, appended(update(7))))
                .expectNoEvents()
                .expectException(outOfPlace("updates-appended can't follow: the workflow is purged at version 0"));
    }

    @Test
    void theFirstSaveMakesVersionOneAndEachMoreTheNext() {
        fixture.given(created())
                .when(new AppendEvent(WORKFLOW, 1, saved(1, "A")))
                .expectEvents(saved(1, "A"));
        fixture.given(created(), saved(1, "A"))
                .when(new AppendEvent(WORKFLOW, 2, saved(2, "B")))
                .expectEvents(saved(2, "B"));
    }

    @Test
    void aSaveSkipsNoVersionAndRepeatsNone() {
        fixture.given(created(), saved(1, "A"))
                .when(new AppendEvent(WORKFLOW, 2, saved(3, "B")))
                .expectNoEvents()
                .expectException(
                        outOfPlace("workflow-saved of version 3 can't follow: the workflow is active at version 1"));
        fixture.given(created(), saved(1, "A"))
                .when(new AppendEvent(WORKFLOW, 2, saved(1, "B")))
                .expectNoEvents()
                .expectException(
                        outOfPlace("workflow-saved of version 1 can't follow: the workflow is active at version 1"));
    }

    @Test
    void aSaveThatChangesNothingMakesNoVersion() {
        fixture.given(created(), saved(1, "A"))
                .when(new AppendEvent(WORKFLOW, 2, saved(2, "A")))
                .expectNoEvents()
                .expectException(RefusedException.class);
    }

    @Test
    void anOutsideChangeMakesTheNextVersion() {
        fixture.given(created(), saved(1, "A"))
                .when(new AppendEvent(WORKFLOW, 2, reconciled(2, "B")))
                .expectEvents(reconciled(2, "B"));
        fixture.given(created(), saved(1, "A"))
                .when(new AppendEvent(WORKFLOW, 2, reconciled(3, "B")))
                .expectNoEvents()
                .expectException(RefusedException.class);
        fixture.given(created(), saved(1, "A"))
                .when(new AppendEvent(WORKFLOW, 2, reconciled(2, "A")))
                .expectNoEvents()
                .expectException(RefusedException.class);
    }

    @Test
    void aResetIsToAVersionThatThereIsOrToASequence() {
        fixture.given(created(), saved(1, "A"))
                .when(new AppendEvent(WORKFLOW, 2, reset(1, null)))
                .expectEvents(reset(1, null));
        fixture.given(created())
                .when(new AppendEvent(WORKFLOW, 1, reset(null, 0L)))
                .expectEvents(reset(null, 0L));
        fixture.given(created(), saved(1, "A"))
                .when(new AppendEvent(WORKFLOW, 2, reset(2, null)))
                .expectNoEvents()
                .expectException(RefusedException.class);
    }

    @ParameterizedTest
    @MethodSource("changesOfSavedState")
    void aDeletedWorkflowIsNeitherSavedNorResetNorChangedFromOutside(HostEvent change) {
        fixture.given(created(), saved(1, "A"), deleted())
                .when(new AppendEvent(WORKFLOW, 3, change))
                .expectNoEvents()
                .expectException(RefusedException.class);
    }

    static List<HostEvent> changesOfSavedState() {
        return List.of(saved(2, "B"), reconciled(2, "B"), reset(1, null), deleted());
    }

    @Test
    void aDeletedWorkflowIsRestoredAsANewVersionIfItWasEverSaved() {
        fixture.given(created(), saved(1, "A"), deleted())
                .when(new AppendEvent(WORKFLOW, 3, restored(new SavedVersion(2, content("A"), 2_000))))
                .expectEvents(restored(new SavedVersion(2, content("A"), 2_000)));
        fixture.given(created(), deleted())
                .when(new AppendEvent(WORKFLOW, 2, restored(null)))
                .expectEvents(restored(null));
        fixture.given(created(), saved(1, "A"), deleted())
                .when(new AppendEvent(WORKFLOW, 3, restored(null)))
                .expectNoEvents()
                .expectException(RefusedException.class);
    }

    @Test
    void onlyADeletedWorkflowIsRestoredOrPurged() {
        fixture.given(created())
                .when(new AppendEvent(WORKFLOW, 1, restored(null)))
                .expectNoEvents()
                .expectException(RefusedException.class);
        fixture.given(created())
                .when(new AppendEvent(WORKFLOW, 1, purged()))
                .expectNoEvents()
                .expectException(RefusedException.class);
        fixture.given(created(), deleted())
                .when(new AppendEvent(WORKFLOW, 2, purged()))
                .expectEvents(purged());
    }

    @Test
    void aRestoredWorkflowIsSavedAgain() {
        fixture.given(created(), deleted(), restored(null))
                .when(new AppendEvent(WORKFLOW, 3, saved(1, "A")))
                .expectEvents(saved(1, "A"));
    }

    @ParameterizedTest
    @EnumSource(JoinAction.class)
    void aDeletedWorkflowIsJoinedAsExisting(JoinAction action) {
        fixture.given(created(), rejoined(TAB_1), deleted())
                .when(aJoin(action).inSession(TAB_1).build())
                .expectNoEvents()
                .expectResultMessagePayload(Joined.EXISTING);
    }

    @ParameterizedTest
    @EnumSource(JoinAction.class)
    void aPurgedIdStaysKnownAndIsNeverFoundAgain(JoinAction action) {
        fixture.given(created(), saved(1, "A"), deleted(), purged())
                .when(aJoin(action).build())
                .expectNoEvents()
                .expectException(refusal(new WorkflowRefusal.NotFound()));
        fixture.given(created(), saved(1, "A"), deleted(), purged())
                .when(aJoin(action).ofVersion(1).build())
                .expectNoEvents()
                .expectException(refusal(new WorkflowRefusal.NotFound()));
    }

    @Test
    void aVersionIsFoundByItsNumberOfADeletedWorkflowToo() {
        fixture.given(created(), saved(1, "A"), saved(2, "B"))
                .when(aJoin(JoinAction.EDIT).ofVersion(1).byReader().build())
                .expectNoEvents()
                .expectResultMessagePayload(
                        Joined.version(new VersionPlace(1, 1, 1_000, ContentHash.of(content("A")))));
        fixture.given(created(), saved(1, "A"), deleted())
                .when(aJoin(JoinAction.EDIT).ofVersion(1).byReader().build())
                .expectNoEvents()
                .expectResultMessagePayload(
                        Joined.version(new VersionPlace(1, 1, 1_000, ContentHash.of(content("A")))));
    }

    @Test
    void aVersionThatThereIsNotIsToldFromAWorkflowThatThereIsNot() {
        fixture.given(created(), saved(1, "A"))
                .when(aJoin(JoinAction.EDIT).ofVersion(2).build())
                .expectNoEvents()
                .expectException(refusal(new WorkflowRefusal.VersionNotFound(2)));
        fixture.givenNoPriorActivity()
                .when(aJoin(JoinAction.EDIT).ofVersion(1).build())
                .expectNoEvents()
                .expectException(refusal(new WorkflowRefusal.NotFound()));
    }

    @Test
    void aVersionOfAnotherProjectIsNotFoundWhetherThereIsOneOrNot() {
        fixture.given(created(), saved(1, "A"))
                .when(aJoin(JoinAction.EDIT)
                        .ofVersion(1)
                        .inProject(OTHER_PROJECT)
                        .build())
                .expectNoEvents()
                .expectException(refusal(new WorkflowRefusal.NotFound()));
        fixture.given(created(), saved(1, "A"))
                .when(aJoin(JoinAction.EDIT)
                        .ofVersion(9)
                        .inProject(OTHER_PROJECT)
                        .build())
                .expectNoEvents()
                .expectException(refusal(new WorkflowRefusal.NotFound()));
    }

    private static WorkflowContent content(String name) {
        return WorkflowContent.empty(name);
    }

    private static WorkflowSaved saved(int lockVersion, String name) {
        return new WorkflowSaved(
                new UUID(1, lockVersion), new SavedVersion(lockVersion, content(name), 1_000), List.of(), update(1));
    }

    private static WorkflowReconciled reconciled(int lockVersion, String name) {
        return new WorkflowReconciled(
                new UUID(2, lockVersion),
                new SavedVersion(lockVersion, content(name), 1_000),
                "deploy",
                List.of(),
                update(2));
    }

    private static WorkflowReset reset(@Nullable Integer toVersion, @Nullable Long toSequence) {
        return new WorkflowReset(new UUID(3, 0), toVersion, toSequence, update(3));
    }

    private static WorkflowDeleted deleted() {
        return new WorkflowDeleted(new UUID(4, 0), "A_del", 1_000, update(4));
    }

    private static WorkflowRestored restored(@Nullable SavedVersion version) {
        return new WorkflowRestored(new UUID(5, 0), version, update(5));
    }

    private static WorkflowPurged purged() {
        return new WorkflowPurged(new UUID(6, 0));
    }

    private static Matcher<RefusedException> outOfPlace(String detail) {
        return refusal(new WorkflowRefusal.OutOfPlace(detail));
    }

    private static JoinBuilder aJoin(JoinAction action) {
        return new JoinBuilder(action, null, PROJECT, TAB_1, true);
    }

    private record JoinBuilder(
            JoinAction action, @Nullable Integer lockVersion, ProjectId project, SessionId session, boolean mayCreate) {
        JoinBuilder ofVersion(int number) {
            return new JoinBuilder(action, number, project, session, mayCreate);
        }

        JoinBuilder inProject(ProjectId other) {
            return new JoinBuilder(action, lockVersion, other, session, mayCreate);
        }

        JoinBuilder inSession(SessionId other) {
            return new JoinBuilder(action, lockVersion, project, other, mayCreate);
        }

        JoinBuilder byReader() {
            return new JoinBuilder(action, lockVersion, project, session, false);
        }

        JoinWorkflow build() {
            return new JoinWorkflow(WORKFLOW, project, action, lockVersion, mayCreate, session, SEED);
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
