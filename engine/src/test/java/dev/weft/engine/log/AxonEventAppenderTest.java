package dev.weft.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.Engine;
import dev.weft.engine.EngineConfiguration;
import dev.weft.engine.UniqueKeyEventStorage;
import dev.weft.engine.access.Principal;
import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.access.Role;
import dev.weft.engine.join.JoinRequest;
import dev.weft.engine.workflow.AppendedUpdate;
import dev.weft.engine.workflow.EventMetadata;
import dev.weft.engine.workflow.EventOrigin;
import dev.weft.engine.workflow.JoinAction;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.SessionId;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.UpdatesAppended;
import dev.weft.engine.workflow.WorkflowId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AxonEventAppenderTest {
    private static final WorkflowId WORKFLOW = new WorkflowId(UUID.fromString("11111111-0000-4000-8000-000000000001"));
    private static final ProjectId PROJECT = new ProjectId(UUID.fromString("22222222-0000-4000-8000-000000000001"));
    private static final SessionId TAB = new SessionId("tab-1");

    private final UniqueKeyEventStorage storage = new UniqueKeyEventStorage();
    private final Engine here = start();
    private final Engine elsewhere = start();

    private Engine start() {
        return Engine.start(EngineConfiguration.over(storage, ProjectAccess.ofClaims()));
    }

    @BeforeEach
    void createWorkflow() {
        Principal ada = Principal.withRole("ada", PROJECT, Role.EDITOR);
        here.joining().join(new JoinRequest(WORKFLOW, PROJECT, JoinAction.NEW, null, ada, TAB, null, null));
    }

    @AfterEach
    void stop() {
        here.close();
        elsewhere.close();
    }

    @Test
    void anAppendAtAFreeSequenceIsCommittedInTheNameOfItsFirstSender() {
        UpdatesAppended event = anEvent();

        assertThat(append(here, 1, event)).isInstanceOf(AppendOutcome.Committed.class);

        assertThat(storage.events(WORKFLOW)).element(1).isEqualTo(event);
        assertThat(storage.messages(WORKFLOW).get(1).getMetaData())
                .containsEntry(EventMetadata.PRINCIPAL, "ada")
                .containsEntry(EventMetadata.SESSION, "tab-1");
    }

    @Test
    void aSequenceTakenInThisProcessIsAConflict() {
        append(here, 1, anEvent());

        assertThat(append(here, 1, anEvent())).isInstanceOf(AppendOutcome.Conflict.class);
    }

    @Test
    void aSequenceTakenByAnotherProcessIsAConflict() {
        append(elsewhere, 1, anEvent());

        assertThat(append(here, 1, anEvent())).isInstanceOf(AppendOutcome.Conflict.class);
        assertThat(storage.lostRaces()).isEqualTo(1);
    }

    @Test
    void anAggregateThatLagsBehindTheHostIsLoadedAnewAtOnce() {
        append(elsewhere, 1, anEvent());
        append(elsewhere, 2, anEvent());

        assertThat(append(here, 3, anEvent())).isInstanceOf(AppendOutcome.Committed.class);
    }

    @Test
    void whoLosesRacesAllTheTimeReadsOnlyWhatCameSinceTheLast() {
        int rounds = 200;
        for (int round = 0; round < rounds; round++) {
            long next = 1 + 2L * round;
            assertThat(append(elsewhere, next, anEvent())).isInstanceOf(AppendOutcome.Committed.class);
            assertThat(append(here, next, anEvent())).isInstanceOf(AppendOutcome.Conflict.class);
            assertThat(append(here, next + 1, anEvent())).isInstanceOf(AppendOutcome.Committed.class);
        }

        assertThat(storage.eventsRead()).isLessThan(8L * rounds);
    }

    @Test
    void whatIsRememberedOfAnAggregateIsGivenUpBeforeItIsOld() {
        int events = 1_200; // more than twice as many as between two snapshots
        for (int sequence = 1; sequence < events; sequence++) {
            append(here, sequence, anEvent());
        }
        append(elsewhere, events, anEvent());

        assertThat(append(here, events, anEvent())).isInstanceOf(AppendOutcome.Conflict.class);
        assertThat(append(here, events + 1L, anEvent())).isInstanceOf(AppendOutcome.Committed.class);
    }

    @Test
    void aLostOutcomeIsUnknownAndTheSameAppendAgainAConflict() {
        UpdatesAppended event = anEvent();
        storage.loseTheNextOutcomes(1);

        assertThat(append(here, 1, event)).isInstanceOf(AppendOutcome.Unknown.class);
        assertThat(append(here, 1, event)).isInstanceOf(AppendOutcome.Conflict.class);

        assertThat(storage.events(WORKFLOW)).hasSize(2);
    }

    @Test
    void aFailedAppendIsUnknownAndTheSameAppendAgainGetsIn() {
        UpdatesAppended event = anEvent();
        storage.failTheNextAppends(1);

        assertThat(append(here, 1, event)).isInstanceOf(AppendOutcome.Unknown.class);
        assertThat(append(here, 1, event)).isInstanceOf(AppendOutcome.Committed.class);
    }

    private static AppendOutcome append(Engine engine, long expectedSequence, UpdatesAppended event) {
        return new AxonEventAppender(engine.axon().commandGateway(), Duration.ofSeconds(10))
                .append(WORKFLOW, expectedSequence, event, EventOrigin.ofFirst(event, null))
                .toCompletableFuture()
                .join();
    }

    private static UpdatesAppended anEvent() {
        UpdateBytes update = new UpdateBytes(new byte[] {0, 0});
        return new UpdatesAppended(UUID.randomUUID(), List.of(new AppendedUpdate(update, "ada", TAB, null, 1_000)));
    }
}
