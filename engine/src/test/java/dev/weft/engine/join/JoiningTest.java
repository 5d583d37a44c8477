package dev.weft.engine.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.EngineProcess;
import dev.weft.engine.UniqueKeyEventStorage;
import dev.weft.engine.access.Principal;
import dev.weft.engine.access.Role;
import dev.weft.engine.join.JoinOutcome.Joined;
import dev.weft.engine.join.JoinOutcome.Refused;
import dev.weft.engine.workflow.EventMetadata;
import dev.weft.engine.workflow.JoinAction;
import dev.weft.engine.workflow.JoinKind;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.SessionId;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowRejoined;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JoiningTest {
    private static final WorkflowId WORKFLOW = new WorkflowId(UUID.fromString("11111111-0000-4000-8000-000000000001"));
    private static final WorkflowId UNKNOWN_WORKFLOW =
            new WorkflowId(UUID.fromString("11111111-0000-4000-8000-000000000002"));
    private static final ProjectId PROJECT = new ProjectId(UUID.fromString("22222222-0000-4000-8000-000000000001"));
    private static final ProjectId OTHER_PROJECT =
            new ProjectId(UUID.fromString("22222222-0000-4000-8000-000000000002"));

    private final UniqueKeyEventStorage storage = new UniqueKeyEventStorage();
    private final EngineProcess here = EngineProcess.over(storage);
    private final EngineProcess elsewhere = EngineProcess.over(storage);

    @AfterEach
    void stop() {
        here.stop();
        elsewhere.stop();
    }

    @Test
    void aLostCreationFindsItselfARejoin() {
        storage.beforeTheNextAppend(
                () -> elsewhere.join(aJoin(JoinAction.NEW).inSession("tab-2").build()));

        JoinOutcome outcome = here.join(aJoin(JoinAction.NEW).inSession("tab-1").build());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Joined.class, joined -> assertThat(joined.kind()).isEqualTo(JoinKind.EXISTING));
        assertThat(storage.events(WORKFLOW))
                .hasExactlyElementsOfTypes(WorkflowCreated.class, WorkflowRejoined.class)
                .last(InstanceOfAssertFactories.type(WorkflowRejoined.class))
                .extracting(WorkflowRejoined::session)
                .isEqualTo(new SessionId("tab-1"));
        assertThat(storage.lostRaces()).isEqualTo(1);
    }

    @Test
    void aLostRejoinIsTriedAgainOverTheWinnersEvents() {
        here.join(aJoin(JoinAction.NEW).inSession("tab-1").build());
        storage.beforeTheNextAppend(
                () -> elsewhere.join(aJoin(JoinAction.NEW).inSession("tab-2").build()));

        here.join(aJoin(JoinAction.NEW).inSession("tab-3").build());

        assertThat(storage.events(WORKFLOW))
                .hasExactlyElementsOfTypes(WorkflowCreated.class, WorkflowRejoined.class, WorkflowRejoined.class);
    }

    @Test
    void aLostCreationByAnotherProjectFindsNothing() {
        storage.beforeTheNextAppend(() ->
                elsewhere.join(aJoin(JoinAction.NEW).inProject(OTHER_PROJECT).build()));

        JoinOutcome outcome = here.join(aJoin(JoinAction.NEW).build());

        assertThat(outcome).isEqualTo(new Refused(new JoinRefusal.WorkflowNotFound()));
        assertThat(storage.events(WORKFLOW)).hasExactlyElementsOfTypes(WorkflowCreated.class);
    }

    @Test
    void racesLostAgainAndAgainEndInARefusal() {
        here.join(aJoin(JoinAction.NEW).inSession("first").build());
        for (int race = 0; race < Joining.MOST_TRIES; race++) {
            String session = "faster-" + race;
            storage.beforeTheNextAppend(() ->
                    elsewhere.join(aJoin(JoinAction.NEW).inSession(session).build()));
            // The faster one's own append must not be raced.
            storage.beforeTheNextAppend(() -> {});
        }

        JoinOutcome outcome = here.join(aJoin(JoinAction.NEW).inSession("slow").build());

        assertThat(outcome).isEqualTo(new Refused(new JoinRefusal.Unavailable()));
        assertThat(storage.lostRaces()).isEqualTo(Joining.MOST_TRIES);
    }

    @Test
    void aStoreThatCantBeReachedIsARefusalAndLaterNone() {
        storage.failTheNextAppends(1);

        JoinOutcome first = here.join(aJoin(JoinAction.NEW).build());
        JoinOutcome second = here.join(aJoin(JoinAction.NEW).build());

        assertThat(first).isEqualTo(new Refused(new JoinRefusal.Unavailable()));
        assertThat(second)
                .isInstanceOfSatisfying(
                        Joined.class, joined -> assertThat(joined.kind()).isEqualTo(JoinKind.NEW));
    }

    @Test
    void aCreationWhoseOutcomeWasLostIsFoundAtTheNextTry() {
        storage.loseTheNextOutcomes(1);

        here.join(aJoin(JoinAction.NEW).build());
        JoinOutcome second = here.join(aJoin(JoinAction.NEW).build());

        assertThat(second).isInstanceOf(Joined.class);
        assertThat(storage.events(WORKFLOW))
                .filteredOn(WorkflowCreated.class::isInstance)
                .hasSize(1);
    }

    @Test
    void notFoundLeavesNothingBehindThatWouldHideALaterCreation() {
        here.join(aJoin(JoinAction.EDIT).build());
        elsewhere.join(aJoin(JoinAction.NEW).build());

        JoinOutcome outcome = here.join(aJoin(JoinAction.EDIT).build());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Joined.class, joined -> assertThat(joined.kind()).isEqualTo(JoinKind.EXISTING));
    }

    @Test
    void sixtyFourJoinsAtOnceInTwoProcessesCreateOnce() throws Exception {
        List<Callable<JoinOutcome>> joins = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            EngineProcess process = i % 2 == 0 ? here : elsewhere;
            JoinRequest request = aJoin(JoinAction.NEW).inSession("tab-" + i).build();
            joins.add(() -> process.join(request));
        }

        List<JoinOutcome> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<JoinOutcome> outcome : threads.invokeAll(joins)) {
                outcomes.add(outcome.get());
            }
        }

        assertThat(outcomes).allMatch(Joined.class::isInstance);
        assertThat(outcomes)
                .filteredOn(outcome -> ((Joined) outcome).kind() == JoinKind.NEW)
                .hasSize(1);
        assertThat(storage.events(WORKFLOW)).hasSize(64);
        assertThat(storage.events(WORKFLOW).getFirst()).isInstanceOf(WorkflowCreated.class);
        assertThat(storage.events(WORKFLOW).subList(1, 64)).allMatch(WorkflowRejoined.class::isInstance);
    }

    @Test
    void strangersAreUnauthorizedWhateverTheId() {
        here.join(aJoin(JoinAction.NEW).build());
        var stranger = new Principal("eve", Map.of());

        for (JoinAction action : JoinAction.values()) {
            assertThat(here.join(aJoin(action).by(stranger).build()))
                    .isEqualTo(new Refused(new JoinRefusal.Unauthorized()));
            assertThat(here.join(aJoin(action).by(stranger).on(UNKNOWN_WORKFLOW).build()))
                    .isEqualTo(new Refused(new JoinRefusal.Unauthorized()));
        }
    }

    @Test
    void viewersMayOpenAndEditWhatIsThereButNotClaimItNew() {
        here.join(aJoin(JoinAction.NEW).build());

        assertThat(here.join(aJoin(JoinAction.NEW).by(viewer()).build()))
                .isEqualTo(new Refused(new JoinRefusal.Unauthorized()));
        assertThat(here.join(aJoin(JoinAction.EDIT).by(viewer()).build())).isInstanceOf(Joined.class);
        assertThat(here.join(aJoin(JoinAction.OPEN).by(viewer()).build())).isInstanceOf(Joined.class);
        assertThat(storage.events(WORKFLOW)).hasSize(1);
    }

    @Test
    void eventsSayWhoseTheyAre() {
        here.join(aJoin(JoinAction.NEW).inSession("tab-1").build());

        assertThat(storage.messages(WORKFLOW).getFirst().getMetaData())
                .containsEntry(EventMetadata.PRINCIPAL, "ada")
                .containsEntry(EventMetadata.SESSION, "tab-1")
                .containsEntry(EventMetadata.TRACE_ID, "4bf92f3577b34da6a3ce929d0e0e4736")
                .containsKeys(EventMetadata.CORRELATION_ID, EventMetadata.CAUSATION_ID);
    }

    private static Principal viewer() {
        return Principal.withRole("vic", PROJECT, Role.VIEWER);
    }

    private static JoinBuilder aJoin(JoinAction action) {
        return new JoinBuilder(WORKFLOW, action, PROJECT, "tab-1", null);
    }

    private record JoinBuilder(
            WorkflowId workflow,
            JoinAction action,
            ProjectId project,
            String session,
            @Nullable Principal principal) {
        JoinBuilder on(WorkflowId other) {
            return new JoinBuilder(other, action, project, session, principal);
        }

        JoinBuilder inProject(ProjectId other) {
            return new JoinBuilder(workflow, action, other, session, principal);
        }

        JoinBuilder inSession(String other) {
            return new JoinBuilder(workflow, action, project, other, principal);
        }

        JoinBuilder by(Principal other) {
            return new JoinBuilder(workflow, action, project, session, other);
        }

        JoinRequest build() {
            return new JoinRequest(
                    workflow,
                    project,
                    action,
                    null,
                    principal == null ? Principal.withRole("ada", project, Role.EDITOR) : principal,
                    new SessionId(session),
                    null,
                    "4bf92f3577b34da6a3ce929d0e0e4736");
        }
    }
}
