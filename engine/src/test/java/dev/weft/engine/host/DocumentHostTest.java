package dev.weft.engine.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.crdt.Doc;
import dev.weft.crdt.update.StateVector;
import dev.weft.crdt.update.UpdateFormat;
import dev.weft.crdt.update.Updates;
import dev.weft.engine.host.HostHarness.Attempt;
import dev.weft.engine.log.AppendOutcome;
import dev.weft.engine.log.EventLog;
import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.UpdatesAppended;
import dev.weft.lib0.ByteWriter;
import dev.weft.sync.awareness.AwarenessEntry;
import dev.weft.sync.awareness.AwarenessUpdate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentHostTest {
    private static final UpdateBytes EMPTY_UPDATE = new UpdateBytes(new byte[2]);

    /** As many as go into 1 MiB. */
    private static final int CLIENTS_OF_AN_UPDATE = 130_000;

    private final HostHarness harness = new HostHarness();
    private final TestParticipant ada = harness.editor("ada");
    private final TestParticipant ben = harness.editor("ben");
    private final Typist adasTab = new Typist(1);
    private final Typist bensTab = new Typist(2);

    @Test
    void nothingIsSeenOrAcknowledgedBeforeItIsDurable() {
        UpdateBytes hello = adasTab.types("hello");

        ada.sends(hello);

        assertThat(harness.lastAttempt().updates()).containsExactly(hello);
        assertThat(harness.text()).isEmpty();
        assertThat(ada.messages()).isEmpty();
        assertThat(ben.messages()).isEmpty();
    }

    @Test
    void whatIsDurableIsAppliedRelayedAsReceivedAndAcknowledged() {
        UpdateBytes hello = adasTab.types("hello");
        long frame = ada.sends(hello);

        harness.storeDecides();

        assertThat(harness.text()).isEqualTo("hello");
        assertThat(ada.messages()).hasSize(1);
        assertThat(ada.acknowledged()).containsExactly(frame);
        assertThat(ben.messages()).containsExactly(new ServerMessage.Update(hello));
    }

    @Test
    void anUpdateSaysWhoSentItByWhatAndWhen() {
        ada.sends(adasTab.types("hello"));

        UpdatesAppended event = (UpdatesAppended) harness.lastAttempt().event();
        assertThat(event.updates().getFirst()).satisfies(update -> {
            assertThat(update.principal()).isEqualTo("ada");
            assertThat(update.session().value()).isEqualTo("ada");
            assertThat(update.tool()).isEqualTo("test");
            assertThat(update.receivedAtMillis()).isEqualTo(1_767_225_600_000L);
        });
    }

    @Test
    void allThatComesDuringOneAppendGoesWithTheNext() {
        ada.sends(adasTab.types("a"));
        UpdateBytes b = adasTab.types("b");
        UpdateBytes c = bensTab.types("c");
        ada.sends(b);
        ben.sends(c);
        assertThat(harness.attempts).hasSize(1);

        harness.storeDecides();

        assertThat(harness.attempts).hasSize(2);
        assertThat(harness.lastAttempt().expectedSequence()).isEqualTo(2);
        assertThat(harness.lastAttempt().updates()).containsExactly(b, c);
    }

    @Test
    void whatOneCommitBringsIsRelayedAsOneUpdateToEachWhoDidNotBringIt() {
        TestParticipant cleo = harness.editor("cleo");
        ada.sends(adasTab.types("a"));
        UpdateBytes b = adasTab.types("b");
        UpdateBytes c = adasTab.types("c");
        UpdateBytes d = bensTab.types("d");
        ada.sends(b);
        ada.sends(c);
        ben.sends(d);
        harness.storeDecides();
        Stream.of(ada, ben, cleo).forEach(TestParticipant::forgetsMessages);

        harness.storeDecides();

        assertThat(ada.relayed()).containsExactly(d);
        assertThat(ada.messages(ServerMessage.Acknowledged.class))
                .extracting(ServerMessage.Acknowledged::update)
                .containsExactly(b, c);
        assertThat(ben.relayed()).containsExactly(merged(b, c));
        assertThat(cleo.relayed()).containsExactly(merged(b, c, d));
    }

    private static UpdateBytes merged(UpdateBytes... updates) {
        return new UpdateBytes(
                Updates.merge(Stream.of(updates).map(UpdateBytes::bytes).toList(), UpdateFormat.V1));
    }

    @Test
    void anAppendIsBoundedInNumber() {
        HostHarness small = new HostHarness(
                HostSettingsBuilder.settings().maxBatchUpdates(2).build());
        TestParticipant cleo = small.editor("cleo");
        for (String letter : List.of("a", "b", "c", "d")) {
            cleo.sends(adasTab.types(letter));
        }

        small.storeDecides();
        assertThat(small.lastAttempt().updates()).hasSize(2);
        small.storeDecides();
        assertThat(small.lastAttempt().updates()).hasSize(1);
    }

    @Test
    void anAppendIsBoundedInBytesButTakesOneAlways() {
        HostHarness small = new HostHarness(
                HostSettingsBuilder.settings().maxBatchBytes(100).build());
        TestParticipant cleo = small.editor("cleo");
        cleo.sends(adasTab.types("first"));
        cleo.sends(adasTab.types("x".repeat(500)));
        cleo.sends(adasTab.types("y"));
        cleo.sends(adasTab.types("z"));

        small.storeDecides();
        assertThat(small.lastAttempt().updates()).hasSize(1);
        small.storeDecides();
        assertThat(small.lastAttempt().updates()).hasSize(2);
    }

    @Test
    void whatTheDocumentHasIsAcknowledgedAtOnceAndNotAppendedAgain() {
        UpdateBytes hello = adasTab.types("hello");
        ada.sends(hello);
        harness.storeDecides();

        long frame = ben.sends(hello);

        assertThat(ben.acknowledged()).containsExactly(frame);
        assertThat(harness.attempts).hasSize(1);
    }

    @Test
    void theSameUpdateFromTwoTabsIsAppendedOnceAndAcknowledgedTwice() {
        UpdateBytes hello = adasTab.types("hello");
        long adasFrame = ada.sends(hello);
        long bensFrame = ben.sends(hello);

        harness.storeDecides();

        assertThat(harness.attempts).hasSize(1);
        assertThat(ada.acknowledged()).containsExactly(adasFrame);
        assertThat(ben.acknowledged()).containsExactly(bensFrame);
        assertThat(ben.relayed()).isEmpty();
    }

    @Test
    void answersKeepTheOrderOfFrames() {
        UpdateBytes hello = adasTab.types("hello");
        ada.sends(hello);
        harness.storeDecides();
        ada.forgetsMessages();

        long waits = ada.sends(adasTab.types(" world"));
        long isKnown = ada.sends(hello);
        long isMalformed = ada.sends(new UpdateBytes(new byte[] {1}));
        assertThat(ada.messages()).isEmpty();
        harness.storeDecides();

        assertThat(ada.acknowledged()).containsExactly(waits, isKnown);
        assertThat(ada.refused()).containsExactly(isMalformed);
    }

    @Test
    void aTakenSequenceIsReadRelayedAndFollowed() {
        UpdateBytes mine = adasTab.types("mine");
        UpdateBytes theirs = bensTab.types("theirs");
        long frame = ada.sends(mine);
        Attempt first = harness.lastAttempt();
        harness.anotherNodeAppends(theirs);

        harness.storeDecides();

        assertThat(ada.relayed()).containsExactly(theirs);
        assertThat(ada.acknowledged()).isEmpty();
        assertThat(harness.lastAttempt().expectedSequence()).isEqualTo(2);
        assertThat(harness.lastAttempt().updates()).containsExactly(mine);
        assertThat(harness.lastAttempt().event().appendId())
                .isNotEqualTo(first.event().appendId());

        harness.storeDecides();
        assertThat(ada.acknowledged()).containsExactly(frame);
        assertThat(harness.host.nextSequence()).isEqualTo(3);
    }

    @Test
    void whatAnotherNodeHasBroughtIsNotAppendedAgain() {
        UpdateBytes same = adasTab.types("same");
        long frame = ada.sends(same);
        harness.anotherNodeAppends(same);

        harness.storeDecides();

        assertThat(ada.acknowledged()).containsExactly(frame);
        assertThat(harness.attempts).hasSize(1);
        assertThat(harness.host.isSettled()).isTrue();
    }

    @Test
    void whatWasTakenBackGoesBeforeWhatCameLater() {
        UpdateBytes first = adasTab.types("1");
        ada.sends(first);
        UpdateBytes second = adasTab.types("2");
        ada.sends(second);
        harness.anotherNodeAppends(bensTab.types("x"));

        harness.storeDecides();

        assertThat(harness.lastAttempt().updates()).containsExactly(first, second);
    }

    @Test
    void anAppendThatAWakeUpFindsInTheLogIsCommittedOnce() {
        long frame = ada.sends(adasTab.types("hello"));
        Attempt attempt = harness.lastAttempt();
        harness.log.append(1, attempt.event());

        harness.host.woken();
        harness.finish(attempt, new AppendOutcome.Committed());

        assertThat(ada.acknowledged()).containsExactly(frame);
        assertThat(harness.text()).isEqualTo("hello");
        assertThat(harness.host.nextSequence()).isEqualTo(2);
    }

    @Test
    void theOutcomeOfADeadAppendIsOldNews() {
        ada.sends(adasTab.types("mine"));
        Attempt dead = harness.lastAttempt();
        harness.anotherNodeAppends(bensTab.types("theirs"));
        harness.host.woken();
        Attempt living = harness.lastAttempt();

        harness.finish(dead, new AppendOutcome.Conflict());

        assertThat(harness.attempts).hasSize(2).endsWith(living);
        assertThat(harness.retries).isEmpty();
    }

    @Test
    void anUnknownOutcomeIsLookedUpInTheLog() {
        long frame = ada.sends(adasTab.types("hello"));

        harness.storeDecidesAndTheOutcomeIsLost();

        assertThat(ada.acknowledged()).containsExactly(frame);
        assertThat(harness.attempts).hasSize(1);
        assertThat(harness.retries).isEmpty();
    }

    @Test
    void anAppendThatMayBeUnderWayStillIsSentAgainUnchanged() {
        ada.sends(adasTab.types("hello"));
        Attempt first = harness.lastAttempt();
        harness.outcomeIsLost();

        harness.host.retry(harness.retries.getLast());

        assertThat(harness.attempts).containsExactly(first, first);
        assertThat(harness.lastAttempt().event()).isSameAs(first.event());
    }

    @Test
    void ofTwoAttemptsOfOneAppendOneCountsWhicheverIsHeardOfFirst() {
        long frame = ada.sends(adasTab.types("hello"));
        harness.outcomeIsLost();
        harness.host.retry(harness.retries.getLast());
        Attempt first = harness.attempts.get(0);
        harness.log.append(first.expectedSequence(), first.event());

        harness.finish(harness.attempts.get(1), new AppendOutcome.Conflict());
        harness.finish(first, new AppendOutcome.Committed());

        assertThat(ada.acknowledged()).containsExactly(frame);
        assertThat(harness.text()).isEqualTo("hello");
    }

    @Test
    void anAppendWithoutOutcomeWhoseSequenceAnotherNodeTookIsDead() {
        UpdateBytes mine = adasTab.types("mine");
        ada.sends(mine);
        harness.anotherNodeAppends(bensTab.types("theirs"));

        harness.outcomeIsLost();

        assertThat(harness.attempts).hasSize(2);
        assertThat(harness.lastAttempt().expectedSequence()).isEqualTo(2);
        assertThat(harness.lastAttempt().updates()).containsExactly(mine);
    }

    @Test
    void aLogThatCantBeReadIsAskedAgainBeforeAnythingIsSent() {
        long frame = ada.sends(adasTab.types("hello"));
        harness.log.failNextReads(2);

        harness.storeDecidesAndTheOutcomeIsLost();
        harness.host.retry(harness.retries.getLast());
        assertThat(harness.retries).hasSize(2);
        assertThat(ada.acknowledged()).isEmpty();
        harness.host.retry(harness.retries.getLast());

        assertThat(ada.acknowledged()).containsExactly(frame);
        assertThat(harness.attempts).hasSize(1);
    }

    @Test
    void whatOtherNodesWroteReachesEverybodyHere() {
        UpdateBytes x = bensTab.types("x");
        UpdateBytes y = bensTab.types("y");
        harness.anotherNodeAppends(x);
        harness.anotherNodeAppends(y);

        harness.host.woken();

        assertThat(ada.relayed()).containsExactly(x, y);
        assertThat(ben.relayed()).containsExactly(x, y);
        assertThat(harness.text()).isEqualTo("xy");
    }

    @Test
    void step1IsAnsweredByTheDocumentAndAQuestionOfOurOwn() {
        ada.sends(adasTab.types("hello"));
        harness.storeDecides();

        ben.forgetsMessages();
        ben.sendsStep1(StateVector.empty().encode());

        assertThat(ben.messages()).hasExactlyElementsOfTypes(ServerMessage.Step1Answer.class);
        ServerMessage.Step1Answer answer =
                ben.messages(ServerMessage.Step1Answer.class).getFirst();
        bensTab.hears(new UpdateBytes(answer.update()));
        assertThat(bensTab.text()).isEqualTo("hello");
        assertThat(StateVector.decode(answer.stateVector()).clock(1)).isEqualTo(5);
    }

    @Test
    void aStateVectorThatIsNoneIsRefused() {
        ada.sendsStep1(new byte[] {5});

        assertThat(ada.refused()).containsExactly(ServerMessage.Refused.NO_FRAME);
    }

    @Test
    void aNewcomerMissesNothingOfAnAppendUnderWay() {
        UpdateBytes hello = adasTab.types("hello");
        ada.sends(hello);
        TestParticipant cleo = harness.editor("cleo");
        cleo.sendsStep1(StateVector.empty().encode());

        harness.storeDecides();

        assertThat(cleo.relayed()).containsExactly(hello);
    }

    @Test
    void whatOneSentWhoHasLeftIsMadeDurableAllTheSame() {
        UpdateBytes hello = adasTab.types("hello");
        ada.sends(hello);
        ada.leaves();

        harness.storeDecides();

        assertThat(ben.relayed()).containsExactly(hello);
    }

    @Test
    void malformedUpdatesAreRefusedWithTheirDefectAndChangeNothing() {
        byte[] bytes = adasTab.types("hello").bytes();

        long frame = ada.sends(new UpdateBytes(Arrays.copyOf(bytes, bytes.length - 3)));

        assertThat(ada.messages(ServerMessage.Refused.class)).singleElement().satisfies(refused -> {
            assertThat(refused.frame()).isEqualTo(frame);
            assertThat(refused.reason()).isInstanceOf(FrameRefusal.Malformed.class);
            assertThat(refused.reason().text()).contains("byte");
        });
        assertThat(harness.attempts).isEmpty();
    }

    @Test
    void tooLargeUpdatesAreRefused() {
        HostHarness small = new HostHarness(
                HostSettingsBuilder.settings().maxUpdateBytes(100).build());
        TestParticipant cleo = small.editor("cleo");

        cleo.sends(adasTab.types("x".repeat(200)));

        assertThat(cleo.messages(ServerMessage.Refused.class).getFirst().reason())
                .isInstanceOf(FrameRefusal.LimitExceeded.class);
    }

    @Test
    void aFullDocumentTakesNoMoreButStaysReadable() {
        HostHarness small = new HostHarness(
                HostSettingsBuilder.settings().maxDocumentBytes(400).build());
        TestParticipant cleo = small.editor("cleo");
        cleo.sends(adasTab.types("x".repeat(100)));
        small.storeDecides();

        long frame = cleo.sends(adasTab.types("y".repeat(300)));

        assertThat(cleo.refused()).containsExactly(frame);
        assertThat(small.text()).isEqualTo("x".repeat(100));
    }

    @Test
    void updatesOfMoreClientsThanADocumentCanKnowAreRefusedBeforeTheyAreInTheLog() {
        long frame = 0;
        int sent = 0;
        for (; ada.refused().isEmpty() && sent < Doc.MAX_CLIENTS; sent += CLIENTS_OF_AN_UPDATE) {
            frame = ada.sends(updateOfClients(1_000 + sent, CLIENTS_OF_AN_UPDATE));
            if (ada.refused().isEmpty()) {
                harness.storeDecides();
            }
        }

        assertThat(ada.refused()).containsExactly(frame);
        assertThat(sent).isGreaterThan(DocumentHost.MOST_CLIENTS);
        assertThat(harness.hostOver(harness.log).load(DocumentCheckpoints.none()))
                .as("the log can be read")
                .isTrue();
    }

    /** As hostile as can be: clients that leave nothing but their ids, in the fewest bytes. */
    private static UpdateBytes updateOfClients(int firstClient, int clients) {
        ByteWriter writer = new ByteWriter();
        writer.writeVarUint(clients);
        for (int client = firstClient + clients - 1; client >= firstClient; client--) {
            writer.writeVarUint(1); // struct
            writer.writeVarUint(client);
            writer.writeVarUint(0); // clock
            writer.writeUint8(0); // GC
            writer.writeVarUint(1); // long
        }
        writer.writeVarUint(0); // deletions
        return new UpdateBytes(writer.toByteArray());
    }

    @Test
    void whatWasDeletedMakesRoomInAFullDocument() {
        HostHarness small = new HostHarness(
                HostSettingsBuilder.settings().maxDocumentBytes(500).build());
        TestParticipant cleo = small.editor("cleo");
        for (UpdateBytes update : List.of(adasTab.types("x".repeat(200)), adasTab.deletes(0, 200))) {
            cleo.sends(update);
            small.storeDecides();
        }

        cleo.sends(adasTab.types("y".repeat(200)));
        small.storeDecides();

        assertThat(cleo.refused()).isEmpty();
        assertThat(small.text()).isEqualTo("y".repeat(200));
    }

    @Test
    void whatBuildsUponSomethingMissingIsDurableToo() {
        UpdateBytes first = adasTab.types("1");
        UpdateBytes second = adasTab.types("2");

        ada.sends(second);
        harness.storeDecides();
        assertThat(harness.text()).isEmpty();
        assertThat(ada.acknowledged()).hasSize(1);
        ada.sends(first);
        harness.storeDecides();

        assertThat(harness.text()).isEqualTo("12");
    }

    @Test
    void tooMuchThatWaitsForSomethingMissingIsRefusedButNotWhatIsMissing() {
        HostHarness small = new HostHarness(
                HostSettingsBuilder.settings().maxPendingBytes(300).build());
        TestParticipant cleo = small.editor("cleo");
        UpdateBytes missing = adasTab.types("1");
        cleo.sends(adasTab.types("x".repeat(200)));
        small.storeDecides();

        long tooMuch = cleo.sends(adasTab.types("y".repeat(200)));
        assertThat(cleo.refused()).containsExactly(tooMuch);
        cleo.sends(missing);
        small.storeDecides();

        assertThat(small.text()).isEqualTo("1" + "x".repeat(200));
    }

    @Test
    void tooManyParticipantsAreAskedToTryLater() {
        HostHarness small = new HostHarness(
                HostSettingsBuilder.settings().maxParticipants(1).build());
        small.editor("first");

        assertThat(small.editor("second").closed()).isEqualTo(CloseReason.TRY_AGAIN_LATER);
    }

    @Test
    void eachUpdateIsSettledOnceWhateverBecomesOfIt() {
        UpdateBytes hello = adasTab.types("hello");
        UpdateBytes malformed = new UpdateBytes(new byte[] {1});
        ada.sends(hello);
        ada.sends(hello);
        ada.sends(malformed);
        assertThat(ada.settledBytes()).isZero();

        harness.storeDecides();

        assertThat(ada.settledBytes()).isEqualTo(2 * hello.lengthBytes() + malformed.lengthBytes());
    }

    @Test
    void aDocumentIsIdleOnlyWithoutParticipantsAndWithoutWork() {
        ada.sends(adasTab.types("hello"));
        ada.leaves();
        ben.leaves();
        assertThat(harness.host.isIdle()).isFalse();

        harness.storeDecides();

        assertThat(harness.host.isIdle()).isTrue();
    }

    @Test
    void aGapInTheLogStopsTheHost() {
        EventLog gapped = (workflowId, fromSequence, limit) -> {
            List<RecordedEvent> events = new ArrayList<>(harness.log.read(workflowId, 0, limit));
            events.remove(1);
            return events;
        };
        harness.anotherNodeAppends(bensTab.types("x"));
        harness.anotherNodeAppends(bensTab.types("y"));
        DocumentHost host = harness.hostOver(gapped);

        assertThatThrownBy(() -> host.load(DocumentCheckpoints.none()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("event 1 is next, but event 2 came");
    }

    @Test
    void anUpdateInTheLogThatIsNoneStopsTheHost() {
        harness.anotherNodeAppends(new UpdateBytes(new byte[] {1}));

        assertThatThrownBy(harness.host::woken)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("event 1 holds an update that can't be applied");
    }

    @Test
    void anAppendOfOursNeverStandsTwiceInTheLog() {
        ada.sends(adasTab.types("hello"));
        harness.outcomeIsLost();
        harness.host.retry(harness.retries.getLast());
        harness.storeDecides();

        long appends = 0;
        for (int sequence = 0; sequence < harness.log.length(); sequence++) {
            appends += harness.log.event(sequence) instanceof UpdatesAppended ? 1 : 0;
        }
        assertThat(appends).isEqualTo(1);
    }

    @Test
    void whatOneShowsIsToldToAllAndBackToIt() {
        ada.shows(awareness(1, 1, "{\"user\":\"ben\"}"));

        assertThat(ben.awareness()).containsExactly(shown(1, 1, "ada"));
        assertThat(ada.awareness()).containsExactly(shown(1, 1, "ada"));
    }

    @Test
    void oldNewsOfAwarenessIsNotPassedOn() {
        ada.shows(awareness(1, 1, "{}"));
        ben.forgetsMessages();

        ben.shows(awareness(1, 1, "{}"));

        assertThat(ben.messages()).isEmpty();
    }

    @Test
    void nobodySpeaksForSomebodyElseWhoIsHere() {
        ada.shows(awareness(1, 1, "{}"));
        ben.shows(awareness(2, 1, "{}"));
        ada.forgetsMessages();

        ben.shows(awareness(1, 5, "{\"user\":\"mallory\"}"));

        assertThat(ada.messages()).isEmpty();
    }

    @Test
    void oneWhoLeavesIsGoneForAll() {
        ada.shows(awareness(1, 3, "{}"));
        ben.forgetsMessages();

        ada.leaves();

        assertThat(ben.awareness()).containsExactly(AwarenessEntry.removal(1, 3));
    }

    /** A stock client whose connection broke announces itself with the clock it had, and would be unseen until its next renewal. */
    @Test
    void oneWhoComesBackIsSeenAtOnce() {
        ada.shows(awareness(1, 3, "{}"));
        ada.leaves();
        ben.forgetsMessages();

        TestParticipant adaAgain = harness.editor("ada");
        adaAgain.shows(awareness(1, 3, "{}"));

        assertThat(ben.awareness()).containsExactly(shown(1, 4, "ada"));
        assertThat(adaAgain.awareness()).containsExactly(shown(1, 4, "ada"));
    }

    @Test
    void aNewcomerLearnsWhoIsHere() {
        ada.shows(awareness(1, 1, "{}"));
        TestParticipant cleo = harness.editor("cleo");

        cleo.sendsStep1(StateVector.empty().encode());

        assertThat(cleo.awareness()).containsExactly(shown(1, 1, "ada"));
    }

    @Test
    void aSlowTabIsKeptPresentAsLongAsItsConnectionLives() {
        ada.shows(awareness(1, 1, "{}"));

        for (int i = 0; i < 20; i++) {
            harness.passes(Duration.ofSeconds(5));
        }

        assertThat(ben.awareness()).noneMatch(AwarenessEntry::isRemoval);
        assertThat(ben.awareness().getLast().clock()).isGreaterThan(1);
        ada.leaves();
        assertThat(ben.awareness().getLast().isRemoval()).isTrue();
    }

    @Test
    void silenceIsBrokenBeforeAStockClientHangsUp() {
        harness.passes(Duration.ofSeconds(20));
        assertThat(ada.messages()).containsExactly(new ServerMessage.Awareness(AwarenessUpdate.EMPTY));

        harness.passes(Duration.ofSeconds(5));

        assertThat(ada.messages()).hasSize(1);
    }

    /** An empty state as others see it. */
    private static AwarenessEntry shown(long clientId, long clock, String name) {
        return new AwarenessEntry(clientId, clock, "{\"user\":{\"id\":\"" + name + "\",\"name\":\"" + name + "\"}}");
    }

    private static AwarenessUpdate awareness(long clientId, long clock, String json) {
        return new AwarenessUpdate(List.of(new AwarenessEntry(clientId, clock, json)));
    }
}
