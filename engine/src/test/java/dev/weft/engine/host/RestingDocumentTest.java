package dev.weft.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.crdt.Doc;
import dev.weft.engine.workflow.UpdateBytes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A document that is kept as bytes while nobody edits it: nobody can tell. */
class RestingDocumentTest {
    private final HostHarness harness = new HostHarness();
    private final TestParticipant ada = harness.editor("ada");
    private final TestParticipant ben = harness.editor("ben");
    private final Typist adasTab = new Typist(1);
    private final UpdateBytes hello = adasTab.types("hello");

    @Test
    void whoJoinsGetsTheDocument() {
        typesAndRests();

        ben.sendsStep1(new byte[] {0});

        assertThat(textIn(answerTo(ben).update())).isEqualTo("hello");
        assertThat(ben.acknowledged()).isEmpty();
    }

    @Test
    void whoComesBackGetsWhatItMissed() {
        typesAndRests();
        Doc adas = new Doc();
        adas.applyUpdate(hello.bytes());

        ben.sendsStep1(adas.encodeStateVector());

        adas.applyUpdate(answerTo(ben).update());
        Doc all = new Doc();
        all.applyUpdate(harness.host.snapshot().update());
        assertThat(adas.encodeStateAsUpdate()).isEqualTo(all.encodeStateAsUpdate());
    }

    @Test
    void anEmptyStep2IsAcknowledgedWithoutWakingIt() {
        typesAndRests();
        long resting = harness.host.memoryBytes();

        long frame = ben.sendsStep2(new UpdateBytes(new byte[2]));

        assertThat(ben.acknowledged()).containsExactly(frame);
        assertThat(harness.host.memoryBytes()).isEqualTo(resting);
    }

    @Test
    void whatItHasIsNotAppendedAgain() {
        typesAndRests();
        int attempts = harness.attempts.size();

        ben.sends(hello);

        assertThat(harness.attempts).hasSize(attempts);
    }

    @Test
    void whoTypesOnWakesIt() {
        typesAndRests();

        ada.sends(adasTab.types(" again"));
        harness.storeDecides();

        assertThat(harness.text()).isEqualTo("hello again");
    }

    @Test
    void itRestsAfterASilence() {
        ada.sends(hello);
        harness.storeDecides();
        long awake = harness.host.memoryBytes();

        harness.passes(Duration.ofSeconds(5));
        harness.passes(Duration.ofSeconds(5));

        assertThat(harness.host.memoryBytes()).isLessThan(awake);
        assertThat(harness.text()).isEqualTo("hello");
    }

    private void typesAndRests() {
        ada.sends(hello);
        harness.storeDecides();
        harness.host.rest();
    }

    private static ServerMessage.Step1Answer answerTo(TestParticipant participant) {
        return (ServerMessage.Step1Answer) participant.messages().getLast();
    }

    private static String textIn(byte[] update) {
        Typist reader = new Typist(0);
        reader.hears(new UpdateBytes(update));
        return reader.text();
    }
}
