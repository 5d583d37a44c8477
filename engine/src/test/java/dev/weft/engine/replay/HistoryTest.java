package dev.weft.engine.replay;

import static dev.weft.engine.replay.RecordedWorkflow.CREATED_AT;
import static dev.weft.engine.replay.RecordedWorkflow.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.crdt.Doc;
import dev.weft.crdt.DocOptions;
import dev.weft.crdt.YMap;
import dev.weft.crdt.YText;
import dev.weft.engine.request.PreparedReversal;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.engine.workflow.WorkflowPurged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private final RecordedWorkflow workflow = new RecordedWorkflow()
            .edit("ada", doc -> doc.getArray("jobs").push(job("fetch", "get('/all')")))
            .edit("bob", doc -> name(doc, "Import"))
            .edit("bob", doc -> body(doc).insert(6, "patients/"))
            .edit("ada", doc -> body(doc).delete(14, 4))
            .edit("ada", doc -> name(doc, "Patients"));
    private final History history = workflow.history();

    private static YMap job(String id, String body) {
        var job = new YMap();
        job.set("id", id);
        job.set("body", new YText(body));
        return job;
    }

    private static void name(Doc doc, String name) {
        doc.getMap("workflow").set("name", name);
    }

    private static YText body(Doc doc) {
        return (YText) ((YMap) doc.getArray("jobs").get(0)).get("body");
    }

    private static DocumentPath path(String pointer) {
        return DocumentPath.parse(pointer);
    }

    @Test
    void everyStateIsTheFoldOfItsEvents() {
        for (long sequence = 0; sequence <= history.lastSequence(ID); sequence++) {
            PastState state = history.stateAt(ID, sequence);

            assertThat(state.sequence()).isEqualTo(sequence);
            assertThat(state.doc().encodeStateAsUpdate())
                    .isEqualTo(workflow.fold(sequence).encodeStateAsUpdate());
        }
    }

    @Test
    void stateThatNeverWasIsToldWithWhatThereIs() {
        assertThatThrownBy(() -> history.stateAt(ID, 6))
                .isInstanceOf(NoSuchStateException.class)
                .hasMessageContaining("expected 0 to 5");
        assertThatThrownBy(() -> history.latest(new WorkflowId(new UUID(0, 99))))
                .isInstanceOf(NoSuchStateException.class);
    }

    @Test
    void timeNamesTheLastEventUpToIt() {
        assertThat(history.sequenceAt(ID, CREATED_AT)).isZero();
        assertThat(history.sequenceAt(ID, CREATED_AT.plus(Duration.ofMinutes(150))))
                .isEqualTo(2);
        assertThat(history.sequenceAt(ID, CREATED_AT.plus(Duration.ofDays(9)))).isEqualTo(5);
        assertThatThrownBy(() -> history.sequenceAt(ID, CREATED_AT.minusMillis(1)))
                .isInstanceOf(NoSuchStateException.class)
                .hasMessageContaining("created at");
    }

    @Test
    void differenceSaysWhatChangedBetweenTwoStates() {
        assertThat(history.difference(ID, 1, 3).changes())
                .containsExactly(
                        new Change.Replaced(path("/workflow/name"), "Untitled", "Import"),
                        new Change.TextEdited(path("/jobs/0/body"), 6, "", "patients/"));
        assertThat(history.difference(ID, 3, 1).changes())
                .contains(new Change.TextEdited(path("/jobs/0/body"), 6, "patients/", ""));
    }

    @Test
    void subdocumentThatStaysIsNoDifference() {
        workflow.edit(
                        "ada",
                        doc -> doc.getMap("attached")
                                .set("plan", new Doc(DocOptions.defaults().withGuid("plan"))))
                .edit("bob", doc -> name(doc, "Later"));

        assertThat(history.difference(ID, 6, 7).changes())
                .containsExactly(new Change.Replaced(path("/workflow/name"), "Patients", "Later"));
    }

    @Test
    void replayShowsEachEventWithItsAuthorAndChanges() {
        List<String> shown = new ArrayList<>();
        Replay replay = history.replay(ID, 2);

        while (replay.nextSequence() <= 3) {
            ReplayStep step = replay.next().orElseThrow();
            shown.add(step.event().sequence() + " " + step.authors().getFirst().principal() + " " + step.changes());
        }

        assertThat(shown)
                .containsExactly(
                        "2 bob " + List.of(new Change.Replaced(path("/workflow/name"), "Untitled", "Import")),
                        "3 bob " + List.of(new Change.TextEdited(path("/jobs/0/body"), 6, "", "patients/")));
    }

    @Test
    void replayGoesOnWhenTheStreamHasGrown() {
        Replay replay = history.replay(ID, 5);
        replay.next();
        assertThat(replay.next()).isEmpty();

        workflow.edit("bob", doc -> name(doc, "Later"));

        assertThat(replay.next())
                .hasValueSatisfying(step -> assertThat(step.changes())
                        .containsExactly(new Change.Replaced(path("/workflow/name"), "Patients", "Later")));
    }

    @Test
    void blameNamesTheEventOfEachValueAndEachRunOfText() {
        Blame blame = history.blame(ID, 5);

        assertThat(blame.values())
                .filteredOn(value -> value.path().equals(path("/workflow/name")))
                .singleElement()
                .satisfies(value -> {
                    assertThat(value.author().sequence()).isEqualTo(5);
                    assertThat(value.author().tool()).isEqualTo("ada-tool");
                });
        assertThat(blame.texts())
                .extracting(run ->
                        run.index() + run.characters() + " " + run.author().sequence())
                .containsExactly("0get('/ 1", "6patients 3", "14') 1");
    }

    @Test
    void changeOfAPathIsFound() {
        assertThat(history.findChange(ID, path("/jobs/0/body"), 1, 3))
                .hasValueSatisfying(step -> assertThat(step.event().sequence()).isEqualTo(3));
        assertThat(history.findChange(ID, path("/jobs/0/id"), 0, 5))
                .hasValueSatisfying(step -> assertThat(step.event().sequence()).isEqualTo(1));
        assertThat(history.findChange(ID, path("/jobs/0/id"), 1, 5)).isEmpty();
    }

    @Test
    void withoutSomebodyTheirEditsAreGoneAndThoseOfOthersStay() {
        WithoutThem withoutBob = history.without(ID, author -> "bob".equals(author.principal()));

        assertThat(withoutBob.document().get("jobs").toString()).contains("body=get('/')");
        assertThat(withoutBob.changes()).contains(new Change.TextEdited(path("/jobs/0/body"), 6, "patients", ""));
        assertThat(withoutBob.omitted()).extracting(Author::sequence).containsExactly(2L, 3L);
        assertThat(withoutBob.dependents()).extracting(Author::sequence).containsExactly(5L);
    }

    @Test
    void withoutNobodyItIsTheDocument() {
        assertThat(history.without(ID, _ -> false).document())
                .isEqualTo(history.latest(ID).doc().toJson());
    }

    @Test
    void reversalBringsThePastStateBackAndLeavesTheRestAlone() {
        Reversal reversal = history.reversal(ID, 3, 77);

        Doc live = workflow.fold(5);
        live.applyUpdate(reversal.update().orElseThrow());
        assertThat(live.toJson()).isEqualTo(workflow.fold(3).toJson());
        assertThat(reversal.nextSequence()).isEqualTo(6);
        assertThat(history.reversal(ID, 5, 77).update()).isEmpty();
    }

    @Test
    void reversalTellsValuesThatOneClientSetInARowApart() {
        workflow.edit("bob", doc -> name(doc, "Second"))
                .edit("bob", doc -> name(doc, "Third"))
                .edit("bob", doc -> name(doc, "Fourth"));

        for (long sequence = 5; sequence <= 8; sequence++) {
            Doc live = workflow.fold(8);
            history.reversal(ID, sequence, 77).update().ifPresent(live::applyUpdate);
            assertThat(live.toJson()).isEqualTo(workflow.fold(sequence).toJson());
        }
    }

    @Test
    void reversalReckonsWithWhatCameSinceItWasPrepared() {
        Reversal reversal = history.reversal(ID, 1, 77);
        workflow.edit("bob", doc -> doc.getArray("jobs").push(job("late", "log()")));

        Doc live = workflow.fold(6);
        live.applyUpdate(reversal.updateFor(7, _ -> {}).orElseThrow());

        assertThat(live.toJson()).isEqualTo(workflow.fold(1).toJson());
        assertThatThrownBy(() -> reversal.updateFor(6, _ -> {}))
                .isInstanceOf(PreparedReversal.OutdatedReversalException.class)
                .hasMessageContaining("try again");
    }

    @Test
    void purgedWorkflowHasNoPastToRead() {
        workflow.record(new WorkflowPurged(new UUID(2, 2)));

        assertThatThrownBy(() -> history.latest(ID))
                .isInstanceOf(NoSuchStateException.class)
                .hasMessageContaining("purged");
    }
}
