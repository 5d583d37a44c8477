package dev.weft.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.access.Role;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.sync.awareness.AwarenessEntry;
import dev.weft.sync.awareness.AwarenessUpdate;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What participants may do, while that changes under their hands. */
class DocumentHostRightsTest {
    private static final UpdateBytes EMPTY_UPDATE = new UpdateBytes(new byte[2]);

    private final HostHarness harness = new HostHarness();
    private final TestParticipant ada = harness.editor("ada");
    private final TestParticipant ben = harness.editor("ben");
    private final Typist adasTab = new Typist(1);
    private final Typist bensTab = new Typist(2);

    @Test
    void aReadersChangeIsRefusedAndTheDocumentUntouched() {
        TestParticipant vic = harness.viewer("vic");

        long frame = vic.sends(adasTab.types("graffiti"));

        assertThat(vic.messages()).containsExactly(new ServerMessage.Refused(frame, new FrameRefusal.ReadOnly()));
        assertThat(harness.attempts).isEmpty();
    }

    @Test
    void aReadersAnswerToStep1IsToleratedIfItBringsNothing() {
        TestParticipant vic = harness.viewer("vic");

        long empty = vic.sendsStep2(EMPTY_UPDATE);
        long offlineWork = vic.sendsStep2(adasTab.types("graffiti"));

        assertThat(vic.acknowledged()).containsExactly(empty);
        assertThat(vic.refused()).containsExactly(offlineWork);
        assertThat(harness.attempts).isEmpty();
    }

    @Test
    void rightsAreReadWithEachFrame() {
        ada.sends(adasTab.types("a"));
        harness.takeRoleFrom(ada);

        long frame = ada.sends(adasTab.types("b"));
        harness.storeDecides();

        assertThat(ada.refused()).containsExactly(frame);
        assertThat(ada.closed()).isEqualTo(CloseReason.ACCESS_LOST);
        assertThat(harness.text()).isEqualTo("a");
    }

    @Test
    void whoIsRemovedIsSentAwayAtOnceAndSeenNoLonger() {
        ada.shows(awareness(1, 1, "{}"));
        harness.takeRoleFrom(ada);
        ben.forgetsMessages();

        harness.host.audience().accessChanged(HostHarness.PROJECT);

        assertThat(ada.closed()).isEqualTo(CloseReason.ACCESS_LOST);
        assertThat(ben.awareness()).containsExactly(AwarenessEntry.removal(1, 1));
        assertThat(ben.closed()).isNull();
    }

    @Test
    void whoWasRemovedIsFoundEvenIfNobodyTellsOfIt() {
        harness.takeRoleFrom(ada);

        harness.passes(Duration.ofSeconds(1));

        assertThat(ada.closed()).isEqualTo(CloseReason.ACCESS_LOST);
    }

    @Test
    void whoWasRemovedNeitherReadsNorIsSeen() {
        harness.takeRoleFrom(ada);
        ben.forgetsMessages();

        ada.sendsStep1(new byte[] {0});
        ada.shows(awareness(1, 1, "{}"));

        assertThat(ada.messages()).isEmpty();
        assertThat(ben.messages()).isEmpty();
        assertThat(ada.closed()).isEqualTo(CloseReason.ACCESS_LOST);
    }

    @Test
    void whoLostTheRightBetweenJoinAndEntryStaysOutside() {
        TestParticipant vic = new TestParticipant(harness.host, "vic");

        harness.host.audience().join(vic.seat());

        assertThat(vic.closed()).isEqualTo(CloseReason.ACCESS_LOST);
    }

    @Test
    void memberDemotedWhileTypingMayReadOnFromThatMomentAndIsTold() {
        ada.sends(adasTab.types("a"));
        harness.storeDecides();
        harness.giveRole(ada, Role.VIEWER);
        harness.host.audience().accessChanged(HostHarness.PROJECT);
        long frame = ada.sends(adasTab.types("b"));

        ben.sends(bensTab.types("c"));
        harness.storeDecides();

        assertThat(ada.messages(ServerMessage.RoleChanged.class))
                .containsExactly(new ServerMessage.RoleChanged(Role.VIEWER));
        assertThat(ada.refused()).containsExactly(frame);
        assertThat(ada.relayed()).hasSize(1);
        assertThat(ada.closed()).isNull();
        assertThat(harness.text()).doesNotContain("b").contains("a", "c");
    }

    @Test
    void promotedMemberMayWriteAtOnceAndIsTold() {
        TestParticipant vic = harness.viewer("vic");
        harness.giveRole(vic, Role.EDITOR);

        long frame = vic.sends(adasTab.types("at last"));
        harness.storeDecides();

        assertThat(vic.messages())
                .containsExactly(
                        new ServerMessage.RoleChanged(Role.EDITOR),
                        vic.messages(ServerMessage.Acknowledged.class).getFirst());
        assertThat(vic.acknowledged()).containsExactly(frame);
    }

    @Test
    void changeInAnotherProjectIsNobodysBusiness() {
        harness.takeRoleFrom(ada);

        harness.host.audience().accessChanged(new ProjectId(new UUID(0, 0)));

        assertThat(ada.closed()).isNull();
    }

    @Test
    void whileRightsAreUnreadableThoseReadLastHoldAndNewcomersWait() {
        harness.rightsAreUnreadable(true);
        TestParticipant cleo = harness.editor("cleo");

        ada.sends(adasTab.types("a"));
        harness.storeDecides();

        assertThat(harness.text()).isEqualTo("a");
        assertThat(cleo.closed()).isEqualTo(CloseReason.TRY_AGAIN_LATER);
    }

    private static AwarenessUpdate awareness(long clientId, long clock, String json) {
        return new AwarenessUpdate(List.of(new AwarenessEntry(clientId, clock, json)));
    }
}
