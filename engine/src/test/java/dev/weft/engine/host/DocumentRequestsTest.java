package dev.weft.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.crdt.Doc;
import dev.weft.engine.request.DocumentRequest;
import dev.weft.engine.request.EditRefusedException;
import dev.weft.engine.request.RequestOutcome;
import dev.weft.engine.request.RequestRefusal;
import dev.weft.engine.workflow.EventMetadata;
import dev.weft.engine.workflow.RequestKey;
import dev.weft.engine.workflow.UpdatesAppended;
import dev.weft.engine.workflow.WorkflowDeleted;
import dev.weft.engine.workflow.WorkflowPurged;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DocumentRequestsTest {
    private final HostHarness harness = new HostHarness();
    private final TestParticipant ada = harness.owner("ada");
    private final TestParticipant ben = harness.editor("ben");
    private final Typist adasTab = new Typist(1);

    @Test
    void anEditOfTheServerIsLoggedInTheNameOfWhoAskedAndRelayedToAll() {
        CompletableFuture<RequestOutcome> answer = ada.asks(rename("Nightly"));

        assertThat(answer).isNotDone();
        harness.storeDecides();

        assertThat(answer).isCompletedWithValue(new RequestOutcome.Edited(1));
        assertThat(((UpdatesAppended) harness.log.event(1)).updates())
                .singleElement()
                .satisfies(update -> {
                    assertThat(update.principal()).isEqualTo("ada");
                    assertThat(update.tool()).isEqualTo("test");
                });
        assertThat(ada.relayed()).hasSize(1).isEqualTo(ben.relayed());
        assertThat(name()).isEqualTo("Nightly");
    }

    @Test
    void theServersStructsAreOfAClientIdOfItsOwn() {
        ada.asks(rename("A"));
        harness.storeDecides();
        ada.asks(rename("B"));
        harness.storeDecides();

        Doc document = document();
        assertThat(document.encodeStateVector()).isNotEmpty();
        assertThat(dev.weft.crdt.update.StateVector.decode(document.encodeStateVector())
                        .clock(HostHarness.SERVER))
                .isEqualTo(2);
    }

    @Test
    void anEditThatChangesNothingIsNotLogged() {
        CompletableFuture<RequestOutcome> answer = ada.asks(new DocumentRequest.Edit(document -> {}, null));

        assertThat(answer).isCompletedWithValue(new RequestOutcome.Edited(0));
        assertThat(harness.attempts).isEmpty();
    }

    @Test
    void anEditThatTheDocumentIsNotFitForChangesNothing() {
        CompletableFuture<RequestOutcome> answer = ada.asks(new DocumentRequest.Edit(
                document -> {
                    document.getMap("workflow").set("name", "half done");
                    throw new EditRefusedException("jobs[0]: there is none");
                },
                null));

        assertThat(answer)
                .isCompletedWithValue(
                        new RequestOutcome.Refused(RequestRefusal.Invalid.because("jobs[0]: there is none")));
        assertThat(harness.attempts).isEmpty();
        assertThat(name()).isEqualTo("Untitled workflow");
    }

    @Test
    void anEditForAnotherStateOfTheDocumentIsRefused() {
        harness.anotherNodeAppends(adasTab.types("x"));
        harness.host.woken();

        assertThat(ada.asks(new DocumentRequest.Edit(document -> {}, 0L)).join())
                .isEqualTo(new RequestOutcome.Refused(
                        new RequestRefusal.Outdated("the document is at sequence 1, not at 0")));
        assertThat(ada.asks(new DocumentRequest.Edit(document -> {}, 1L)).join())
                .isEqualTo(new RequestOutcome.Edited(1));
    }

    @Test
    void aRequestWaitsForWhatItsSenderSentBefore() {
        ben.sends(new Typist(2).types("b"));
        ada.sends(adasTab.types("a"));
        CompletableFuture<RequestOutcome> answer = ada.asks(rename("after a"));

        harness.storeDecides();
        assertThat(harness.lastAttempt().updates())
                .as("the second batch is what ada sent")
                .hasSize(1);
        assertThat(answer).isNotDone();
        harness.storeDecides();
        harness.storeDecides();

        assertThat(answer).isCompletedWithValue(new RequestOutcome.Edited(3));
    }

    @Test
    void requestsAreCarriedOutOneAfterTheOtherAndTypingGoesOnBetween() {
        CompletableFuture<RequestOutcome> first = ada.asks(rename("A"));
        CompletableFuture<RequestOutcome> second = ada.asks(rename("B"));
        ben.sends(new Typist(2).types("b"));

        harness.storeDecides();
        assertThat(first).isDone();
        assertThat(harness.lastAttempt().origin().principal()).isEqualTo("ben");
        harness.storeDecides();
        harness.storeDecides();

        assertThat(second).isCompletedWithValue(new RequestOutcome.Edited(3));
        assertThat(name()).isEqualTo("B");
    }

    @Test
    void aRequestThatAnotherNodeWasFasterThanIsPlannedAnew() {
        CompletableFuture<RequestOutcome> answer = ada.asks(new DocumentRequest.Edit(
                document -> document.getMap("workflow")
                        .set("name", "seen: " + document.getText("text").toString()),
                null));
        harness.anotherNodeAppends(adasTab.types("x"));

        harness.storeDecides();
        harness.host.retry(harness.retries.isEmpty() ? null : harness.retries.getLast());
        harness.storeDecides();

        assertThat(answer).isCompletedWithValue(new RequestOutcome.Edited(2));
        assertThat(name()).isEqualTo("seen: x");
    }

    @Test
    void aRequestWhoseOutcomeWasLostIsFoundInTheLog() {
        CompletableFuture<RequestOutcome> answer = ada.asks(rename("A"));

        harness.storeDecidesAndTheOutcomeIsLost();

        assertThat(answer).isCompletedWithValue(new RequestOutcome.Edited(1));
        assertThat(harness.log.length()).isEqualTo(2);
    }

    @Test
    void aRepeatedRequestWithTheSameKeyIsAnsweredAsTheFirstWas() {
        RequestKey key = new RequestKey("k1", "digest");
        ada.asks(rename("A"), key);
        harness.storeDecides();
        ada.asks(rename("B"));
        harness.storeDecides();

        CompletableFuture<RequestOutcome> again = ada.asks(rename("A"), key);

        assertThat(again).isCompletedWithValue(new RequestOutcome.Edited(1));
        assertThat(name()).isEqualTo("B");
        assertThat(harness.attempts.getFirst().origin().metadata()).containsEntry(EventMetadata.REQUEST_KEY, "k1");
    }

    @Test
    void aKeyForSomethingElseIsRefused() {
        ada.asks(rename("A"), new RequestKey("k1", "digest"));
        harness.storeDecides();

        assertThat(ada.asks(rename("B"), new RequestKey("k1", "another")).join())
                .isEqualTo(new RequestOutcome.Refused(new RequestRefusal.KeyReused("k1")));
    }

    @Test
    void whoMayNotWriteIsRefusedWhenTheTurnComes() {
        TestParticipant vera = harness.viewer("vera");
        assertThat(vera.asks(rename("A")).join())
                .isEqualTo(new RequestOutcome.Refused(new RequestRefusal.Unauthorized()));

        ben.sends(new Typist(2).types("b"));
        CompletableFuture<RequestOutcome> answer = ben.asks(rename("A"));
        harness.takeRoleFrom(ben);
        harness.storeDecides();

        assertThat(answer).isCompletedWithValue(new RequestOutcome.Refused(new RequestRefusal.Unauthorized()));
    }

    @Test
    void aDeletedWorkflowShowsWhenItWasDeletedAndIsDeletedOnce() {
        CompletableFuture<RequestOutcome> answer = ben.asks(new DocumentRequest.Delete());
        harness.storeDecides();

        assertThat(answer).isCompletedWithValue(new RequestOutcome.Deleted(1));
        assertThat(harness.log.event(1))
                .isInstanceOfSatisfying(
                        WorkflowDeleted.class,
                        deleted -> assertThat(deleted.name()).isEqualTo("Untitled workflow_del"));
        assertThat(document().getMap("workflow").get("deleted_at")).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(ben.asks(new DocumentRequest.Delete()).join())
                .isEqualTo(new RequestOutcome.Refused(new RequestRefusal.WorkflowDeleted()));
        assertThat(ben.asks(rename("A")).join())
                .isEqualTo(new RequestOutcome.Refused(new RequestRefusal.WorkflowDeleted()));
    }

    @Test
    void onlyADeletedWorkflowIsPurgedAndOnlyByWhoManagesTheProject() {
        assertThat(ada.asks(new DocumentRequest.Purge()).join())
                .isEqualTo(new RequestOutcome.Refused(
                        new RequestRefusal.InvalidState("only a deleted workflow can be purged: delete it first")));
        ada.asks(new DocumentRequest.Delete());
        harness.storeDecides();
        assertThat(ben.asks(new DocumentRequest.Purge()).join())
                .isEqualTo(new RequestOutcome.Refused(new RequestRefusal.Unauthorized()));

        CompletableFuture<RequestOutcome> answer = ada.asks(new DocumentRequest.Purge());
        harness.storeDecides();

        assertThat(answer).isCompletedWithValue(new RequestOutcome.Purged(2));
        assertThat(harness.log.event(2)).isInstanceOf(WorkflowPurged.class);
    }

    @Test
    void afterAPurgeTheDocumentIsEmptyAndTakesNothingMore() {
        ada.sends(adasTab.types("x"));
        harness.storeDecides();
        ada.asks(new DocumentRequest.Delete());
        harness.storeDecides();
        ada.asks(new DocumentRequest.Purge());
        long sentMeanwhile = ben.sends(new Typist(2).types("b"));
        harness.storeDecides();

        assertThat(document().rootNames()).isEmpty();
        assertThat(ben.refused()).containsExactly(sentMeanwhile);
        assertThat(ben.refused()).hasSize(1);
        assertThat(ben.asks(rename("A")).join())
                .isEqualTo(new RequestOutcome.Refused(new RequestRefusal.WorkflowDeleted()));
        assertThat(harness.outsiderAsks(rename("A")).join())
                .isEqualTo(new RequestOutcome.Refused(new RequestRefusal.WorkflowNotFound()));
    }

    @Test
    void whenTheDocumentClosesWhoWaitsIsTold() {
        CompletableFuture<RequestOutcome> underWay = ada.asks(rename("A"));
        CompletableFuture<RequestOutcome> waiting = ada.asks(rename("B"));

        harness.host.closeAll(CloseReason.GOING_AWAY);

        assertThat(underWay.join())
                .isInstanceOfSatisfying(
                        RequestOutcome.Refused.class,
                        refused -> assertThat(refused.reason().type()).isEqualTo("internal_error"));
        assertThat(waiting.join())
                .isInstanceOfSatisfying(
                        RequestOutcome.Refused.class,
                        refused -> assertThat(refused.reason().type()).isEqualTo("internal_error"));
    }

    private static DocumentRequest rename(String name) {
        return new DocumentRequest.Edit(document -> document.getMap("workflow").set("name", name), null);
    }

    private Doc document() {
        Doc document = new Doc();
        document.applyUpdate(harness.host.snapshot().update());
        return document;
    }

    private Object name() {
        return document().getMap("workflow").get("name");
    }
}
