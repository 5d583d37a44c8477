package dev.weft.engine.host;

import static dev.weft.engine.host.SampleDocument.draft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.crdt.Doc;
import dev.weft.crdt.YMap;
import dev.weft.engine.content.draft.Draft;
import dev.weft.engine.content.merge.MergeConflict;
import dev.weft.engine.replay.History;
import dev.weft.engine.request.DocumentRequest;
import dev.weft.engine.request.RequestOutcome;
import dev.weft.engine.request.RequestRefusal;
import dev.weft.engine.request.UniqueName;
import dev.weft.engine.workflow.UpdatesAppended;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowReconciled;
import dev.weft.engine.workflow.WorkflowReset;
import dev.weft.engine.workflow.WorkflowRestored;
import dev.weft.engine.workflow.WorkflowSaved;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SavingTest {
    private final HostHarness harness = new HostHarness();
    private final TestParticipant ada = harness.owner("ada");
    private final TestParticipant ben = harness.editor("ben");
    private SampleDocument tab;

    @BeforeEach
    void openATab() {
        tab = new SampleDocument(harness.host.snapshot().update());
    }

    @Test
    void theFirstSaveMakesVersionOneAndTellsTheDocumentAndTheOthers() {
        adaSends(tab.holds(draft("Nightly")));

        RequestOutcome outcome = save();

        assertThat(outcome).isInstanceOfSatisfying(RequestOutcome.Saved.class, saved -> {
            assertThat(saved.changed()).isTrue();
            assertThat(saved.version().lockVersion()).isEqualTo(1);
            assertThat(saved.version().content().name()).isEqualTo("Nightly");
            assertThat(saved.version().content().jobs()).hasSize(1);
        });
        assertThat(lastEvent()).isInstanceOf(WorkflowSaved.class);
        assertThat(workflow().get("lock_version")).isEqualTo(1);
        assertThat(ada.messages(ServerMessage.Saved.class)).isEmpty();
        assertThat(ben.messages(ServerMessage.Saved.class))
                .extracting(message -> message.version().lockVersion())
                .containsExactly(1);
        assertThat(ada.relayed()).as("what the save did to the document").hasSize(1);
    }

    @Test
    void aSaveWithoutAChangeMakesNoVersionAndIsASuccess() {
        adaSends(tab.holds(draft("Nightly")));
        save();

        RequestOutcome again = save();

        assertThat(again).isInstanceOfSatisfying(RequestOutcome.Saved.class, saved -> {
            assertThat(saved.changed()).isFalse();
            assertThat(saved.version().lockVersion()).isEqualTo(1);
            assertThat(saved.sequence()).isEqualTo(2);
        });
        assertThat(harness.log.length()).isEqualTo(3);
    }

    @Test
    void aSaveThatWasCarriedOutThoughItsAnswerWasLostIsNotDoneTwice() {
        adaSends(tab.holds(draft("Nightly")));
        ada.asks(new DocumentRequest.Save());
        harness.storeDecidesAndTheOutcomeIsLost();

        RequestOutcome again = save();

        assertThat(again)
                .isInstanceOfSatisfying(
                        RequestOutcome.Saved.class,
                        saved -> assertThat(saved.version().lockVersion()).isEqualTo(1));
        assertThat(harness.log.length()).isEqualTo(3);
    }

    @Test
    void whatTheServerNormalisedIsMergedBackAndRecorded() {
        adaSends(tab.holds(draft("  Nightly ")));

        save();

        assertThat(workflow().get("name")).isEqualTo("Nightly");
        assertThat(lastEvent())
                .isInstanceOfSatisfying(
                        WorkflowSaved.class,
                        saved -> assertThat(saved.normalised())
                                .contains("name", "triggers[" + SampleDocument.TRIGGER + "].webhook_reply"));
    }

    @Test
    void brokenRulesAreToldByPathAndShownToAllInTheDocument() {
        adaSends(tab.holds(draft("Nightly", "")));

        RequestOutcome outcome = save();

        assertThat(refusal(outcome)).isInstanceOfSatisfying(RequestRefusal.Invalid.class, invalid -> {
            assertThat(invalid.type()).isEqualTo("validation_error");
            assertThat(invalid.errors()).containsOnlyKeys("jobs[0].body");
        });
        assertThat(lastEvent()).isInstanceOf(UpdatesAppended.class);
        assertThat(errors()).containsOnlyKeys("jobs");
        assertThat(ben.relayed()).hasSize(2);
    }

    @Test
    void theSameErrorsAreNotWrittenTwice() {
        adaSends(tab.holds(draft("Nightly", "")));
        save();
        int events = harness.log.length();

        save();

        assertThat(harness.log.length()).isEqualTo(events);
    }

    @Test
    void aSaveErrorNeverLocksTheWorkflowUp() {
        adaSends(tab.holds(draft("Nightly", "")));
        save();
        adaSends(tab.holds(draft("Nightly", "fn();")));

        RequestOutcome outcome = save();

        assertThat(outcome).isInstanceOf(RequestOutcome.Saved.class);
        assertThat(errors()).isEmpty();
    }

    @Test
    void aNameThatAnotherWorkflowHasIsRefusedAndMayBeTakenOnceItIsFree() {
        WorkflowId other = new WorkflowId(new UUID(7, 7));
        UniqueName nightly = new UniqueName(UniqueName.Kind.WORKFLOW, "Nightly");
        harness.names.settle(HostHarness.PROJECT, other, Set.of(nightly), 4);
        adaSends(tab.holds(draft("Nightly")));

        assertThat(refusal(save()).errors()).containsOnlyKeys("name");
        harness.names.settle(HostHarness.PROJECT, other, Set.of(), 5);

        assertThat(save()).isInstanceOf(RequestOutcome.Saved.class);
        assertThat(harness.names.holderOf(HostHarness.PROJECT, nightly))
                .hasValueSatisfying(holder -> assertThat(holder.settled()).isTrue());
    }

    @Test
    void aRenamedWorkflowLeavesItsOldNameToOthers() {
        adaSends(tab.holds(draft("Nightly")));
        save();
        adaSends(tab.renames("Hourly"));
        save();

        assertThat(harness.names.holderOf(HostHarness.PROJECT, new UniqueName(UniqueName.Kind.WORKFLOW, "Nightly")))
                .isEmpty();
    }

    @Test
    void aDocumentThatIsNotOfAWorkflowIsNotSaved() {
        adaSends(tab.does(document -> document.getArray("jobs").push("no member")));

        assertThat(refusal(save()).type()).isEqualTo("deserialization_error");
    }

    @Test
    void twoSavesAreCarriedOutOneAfterTheOther() {
        adaSends(tab.holds(draft("Nightly")));
        CompletableFuture<RequestOutcome> first = ada.asks(new DocumentRequest.Save());
        CompletableFuture<RequestOutcome> second = ben.asks(new DocumentRequest.Save());
        harness.storeDecides();

        assertThat(((RequestOutcome.Saved) first.join()).changed()).isTrue();
        assertThat(((RequestOutcome.Saved) second.join()).changed()).isFalse();
    }

    @Test
    void resetGivesEverybodyTheLastVersionAndNamesWhatWasBefore() {
        adaSends(tab.holds(draft("Nightly")));
        save();
        adaSends(tab.renames("Half an idea"));

        RequestOutcome outcome = ask(new DocumentRequest.Reset(null));

        assertThat(outcome).isEqualTo(new RequestOutcome.Reset(4, 1, 3));
        assertThat(lastEvent())
                .isInstanceOfSatisfying(
                        WorkflowReset.class,
                        reset -> assertThat(reset.toVersion()).isEqualTo(1));
        assertThat(workflow().get("name")).isEqualTo("Nightly");
    }

    @Test
    void resetKeepsMembersThatStay() {
        adaSends(tab.holds(draft("Nightly")));
        save();
        SampleDocument bensTab = new SampleDocument(harness.host.snapshot().update());
        adaSends(tab.setsInJob("name", "Renamed"));
        ask(new DocumentRequest.Reset(null));

        ben.sends(bensTab.setsInJob("adaptor", "@openfn/language-http@latest"));
        harness.storeDecides();

        Draft draft = Draft.read(document());
        assertThat(draft.jobs())
                .singleElement()
                .satisfies(job -> assertThat(job)
                        .containsEntry("name", "Fetch")
                        .containsEntry("adaptor", "@openfn/language-http@latest"));
    }

    @Test
    void resetToAnEarlierVersionIsAnEditThatTheNextSaveMakesAVersion() {
        adaSends(tab.holds(draft("Nightly")));
        save();
        adaSends(tab.renames("Hourly"));
        save();

        assertThat(ask(new DocumentRequest.Reset(1))).isInstanceOf(RequestOutcome.Reset.class);
        assertThat(workflow().get("name")).isEqualTo("Nightly");
        assertThat(workflow().get("lock_version")).isEqualTo(2);
        assertThat(((RequestOutcome.Saved) save()).version().lockVersion()).isEqualTo(3);
        assertThat(refusal(ask(new DocumentRequest.Reset(9)))).isEqualTo(new RequestRefusal.VersionNotFound(9));
    }

    @Test
    void whatWasNeverSavedIsNotReset() {
        adaSends(tab.renames("Half an idea"));

        assertThat(refusal(ask(new DocumentRequest.Reset(null))).errors()).containsOnlyKeys("base");
        assertThat(workflow().get("name")).isEqualTo("Half an idea");
    }

    @Test
    void restoreGivesTheDocumentTheContentAfterAnEvent() {
        adaSends(tab.holds(draft("Nightly")));
        adaSends(tab.renames("Hourly"));

        assertThat(ask(restoreTo(1))).isEqualTo(new RequestOutcome.Reset(3, 0, 2));

        assertThat(workflow().get("name")).isEqualTo("Nightly");
    }

    @Test
    void restoreBringsFurtherRootsBackAndLeavesTheVersionTrue() {
        adaSends(tab.holds(draft("Nightly")));
        adaSends(tab.does(doc -> doc.getText("notes").insert(0, "call the clinic")));
        adaSends(tab.does(doc -> doc.getText("notes").delete(5, 10)));
        save();

        ask(restoreTo(2));

        Doc now = new Doc();
        now.applyUpdate(harness.host.snapshot().update());
        assertThat(now.getText("notes")).hasToString("call the clinic");
        assertThat(workflow().get("lock_version")).isEqualTo(1);
    }

    @Test
    void restoreReckonsWithEditsThatCameWhileItWasPrepared() {
        adaSends(tab.holds(draft("Nightly")));
        DocumentRequest restore = restoreTo(1);
        adaSends(tab.renames("Hourly"));

        ask(restore);

        assertThat(workflow().get("name")).isEqualTo("Nightly");
    }

    private DocumentRequest restoreTo(long sequence) {
        return new DocumentRequest.RestoreTo(
                new History(harness.log).reversal(HostHarness.WORKFLOW, sequence, 4_000_000_000L));
    }

    @Test
    void anOutsideChangeIsMergedIntoUnsavedWorkAndToldToAll() {
        adaSends(tab.holds(draft("Nightly")));
        save();
        adaSends(tab.renames("Unsaved"));

        RequestOutcome outcome =
                outsiderAsks(new DocumentRequest.ChangeSaved(draft("Nightly", "deployed();"), "deploy", null));

        assertThat(outcome).isInstanceOfSatisfying(RequestOutcome.SavedChanged.class, changed -> {
            assertThat(changed.version().lockVersion()).isEqualTo(2);
            assertThat(changed.conflicts()).isEmpty();
        });
        assertThat(lastEvent()).isInstanceOf(WorkflowReconciled.class);
        assertThat(workflow().get("name")).isEqualTo("Unsaved");
        assertThat(workflow().get("lock_version")).isEqualTo(2);
        assertThat(Draft.read(document()).jobs().getFirst()).containsEntry("body", "deployed();");
        for (TestParticipant participant : List.of(ada, ben)) {
            assertThat(participant.messages(ServerMessage.UpdatedExternally.class))
                    .extracting(ServerMessage.UpdatedExternally::source)
                    .containsExactly("deploy");
        }
    }

    @Test
    void whatBothChangedStaysAndIsNamed() {
        adaSends(tab.holds(draft("Nightly")));
        save();
        adaSends(tab.renames("Ours"));

        RequestOutcome outcome = outsiderAsks(new DocumentRequest.ChangeSaved(draft("Theirs"), "deploy", 1));

        assertThat(((RequestOutcome.SavedChanged) outcome).conflicts())
                .extracting(MergeConflict::path, MergeConflict::ours, MergeConflict::theirs)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("name", "Ours", "Theirs"));
        assertThat(workflow().get("name")).isEqualTo("Ours");
        assertThat(((RequestOutcome.Saved) save()).version().content().name()).isEqualTo("Ours");
    }

    @Test
    void anOutsideChangeOfAnotherVersionIsRefused() {
        adaSends(tab.holds(draft("Nightly")));
        save();

        assertThat(refusal(outsiderAsks(new DocumentRequest.ChangeSaved(draft("B"), "deploy", 7))))
                .isEqualTo(new RequestRefusal.Outdated("the last version is 1, not 7"));
    }

    @Test
    void anOutsideChangeToWhatIsSavedAnywayMakesNoVersion() {
        adaSends(tab.holds(draft("Nightly")));
        save();
        int events = harness.log.length();

        RequestOutcome outcome = outsiderAsks(new DocumentRequest.ChangeSaved(draft("Nightly"), "deploy", null));

        assertThat(((RequestOutcome.SavedChanged) outcome).version().lockVersion())
                .isEqualTo(1);
        assertThat(harness.log.length()).isEqualTo(events);
    }

    @Test
    void anOutsideChangeThatBreaksRulesIsRefusedAndTheDocumentHearsNothing() {
        RequestOutcome outcome = outsiderAsks(new DocumentRequest.ChangeSaved(draft("Nightly", ""), "deploy", null));

        assertThat(refusal(outcome).errors()).containsOnlyKeys("jobs[0].body");
        assertThat(harness.attempts).isEmpty();
    }

    @Test
    void anOutsideChangeIsTheFirstVersionOfWhatWasNeverSaved() {
        adaSends(tab.does(document -> document.getArray("jobs").push(memberOf(SampleDocument.OTHER_JOB))));

        RequestOutcome outcome = outsiderAsks(new DocumentRequest.ChangeSaved(draft("Nightly"), "deploy", 0));

        assertThat(((RequestOutcome.SavedChanged) outcome).version().lockVersion())
                .isEqualTo(1);
        assertThat(workflow().get("name")).isEqualTo("Nightly");
        assertThat(Draft.read(document()).jobs()).as("unsaved work stays").hasSize(2);
    }

    @Test
    void saveAndResetOfADeletedWorkflowAreRefused() {
        adaSends(tab.holds(draft("Nightly")));
        save();
        ask(new DocumentRequest.Delete());

        assertThat(refusal(save()).type()).isEqualTo("workflow_deleted");
        assertThat(refusal(ask(new DocumentRequest.Reset(null))).type()).isEqualTo("workflow_deleted");
        assertThat(refusal(outsiderAsks(new DocumentRequest.ChangeSaved(draft("B"), "deploy", null)))
                        .type())
                .isEqualTo("workflow_deleted");
    }

    @Test
    void saveAfterPurgeIsRefusedForEver() {
        adaSends(tab.holds(draft("Nightly")));
        save();
        ask(new DocumentRequest.Delete());
        ask(new DocumentRequest.Purge());

        assertThat(refusal(save()).type()).isEqualTo("workflow_deleted");
        assertThat(harness.names.holderOf(HostHarness.PROJECT, new UniqueName(UniqueName.Kind.WORKFLOW, "Nightly_del")))
                .as("the name is free again")
                .isEmpty();
    }

    @Test
    void aDeletedWorkflowComesBackAsleepUnderAFreeNameWithUnsavedWork() {
        adaSends(tab.holds(draft("Nightly")));
        save();
        adaSends(tab.setsInJob("name", "Unsaved"));
        ask(new DocumentRequest.Delete());
        harness.names.settle(
                HostHarness.PROJECT,
                new WorkflowId(new UUID(7, 7)),
                Set.of(new UniqueName(UniqueName.Kind.WORKFLOW, "Nightly")),
                1);

        RequestOutcome outcome = ask(new DocumentRequest.Undelete());

        assertThat(outcome).isInstanceOfSatisfying(RequestOutcome.Undeleted.class, undeleted -> {
            assertThat(undeleted.version().lockVersion()).isEqualTo(2);
            assertThat(undeleted.version().content().name()).isEqualTo("Nightly 1");
            assertThat(undeleted.version().content().triggers()).noneMatch(trigger -> trigger.enabled());
        });
        assertThat(lastEvent()).isInstanceOf(WorkflowRestored.class);
        assertThat(workflow().get("deleted_at")).isNull();
        assertThat(Draft.read(document()).jobs().getFirst()).containsEntry("name", "Unsaved");
        assertThat(Draft.read(document()).triggers().getFirst()).containsEntry("enabled", false);
    }

    @Test
    void aWorkflowThatWasNeverSavedComesBackAsItWas() {
        adaSends(tab.renames("Half an idea"));
        ask(new DocumentRequest.Delete());

        assertThat(ask(new DocumentRequest.Undelete())).isEqualTo(new RequestOutcome.Undeleted(3, null));
        assertThat(workflow().get("name")).isEqualTo("Half an idea");
    }

    @Test
    void membersThatTwoImportedAtOnceAreThereOnce() {
        SampleDocument bensTab = new SampleDocument(harness.host.snapshot().update());
        adaSends(tab.holds(draft("Imported")));
        ben.sends(bensTab.holds(draft("Imported")));
        harness.storeDecides();
        assertThat(document().getArray("jobs").length()).as("before the repair").isEqualTo(2);

        harness.storeDecides();

        assertThat(document().getArray("jobs").length()).isEqualTo(1);
        assertThat(document().getArray("triggers").length()).isEqualTo(1);
        assertThat(document().getArray("edges").length()).isEqualTo(1);
        assertThat(harness.log.length()).isEqualTo(4);
    }

    private static YMap memberOf(String id) {
        YMap member = new YMap();
        SampleDocument.job(id, "Other", "other();").forEach((field, value) -> member.set(field, value));
        return member;
    }

    private void adaSends(dev.weft.engine.workflow.UpdateBytes update) {
        ada.sends(update);
        harness.storeDecides();
    }

    private RequestOutcome save() {
        return ask(new DocumentRequest.Save());
    }

    private RequestOutcome ask(DocumentRequest request) {
        return decided(ada.asks(request));
    }

    private RequestOutcome outsiderAsks(DocumentRequest request) {
        return decided(harness.outsiderAsks(request));
    }

    /** Lets the store decide what the request appends, if it appends anything; the tab hears what came of it. */
    private RequestOutcome decided(CompletableFuture<RequestOutcome> answer) {
        int before = ada.relayed().size();
        if (!answer.isDone()) {
            harness.storeDecides();
        }
        ada.relayed().subList(before, ada.relayed().size()).forEach(tab::hears);
        return answer.join();
    }

    private static RequestRefusal refusal(RequestOutcome outcome) {
        return ((RequestOutcome.Refused) outcome).reason();
    }

    private Object lastEvent() {
        return harness.log.event(harness.log.length() - 1);
    }

    private Doc document() {
        Doc document = new Doc();
        document.applyUpdate(harness.host.snapshot().update());
        return document;
    }

    private YMap workflow() {
        return document().getMap("workflow");
    }

    private Map<String, ?> errors() {
        return document().getMap("errors").toMap();
    }
}
