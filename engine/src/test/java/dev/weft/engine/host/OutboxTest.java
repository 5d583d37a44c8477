package dev.weft.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.crdt.update.UpdateFormat;
import dev.weft.crdt.update.Updates;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.sync.awareness.AwarenessUpdate;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final long MAX_BYTES = 1_000;

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<ServerMessage> written = new ArrayList<>();
    private final List<Integer> writeSizes = new ArrayList<>();
    private @Nullable CloseReason closed;
    private boolean isGone;
    private int writesToFail;
    private final Typist typist = new Typist(1);

    private final Outbox outbox = new Outbox(
            new ParticipantSocket() {
                @Override
                public void sendAll(List<OutboundMessage> messages) throws IOException {
                    writeSizes.add(messages.size());
                    ParticipantSocket.super.sendAll(messages);
                }

                @Override
                public void send(OutboundMessage message) throws IOException {
                    if (writesToFail > 0) {
                        writesToFail--;
                        throw new IOException("broken pipe");
                    }
                    written.add(message.message());
                }

                @Override
                public void close(CloseReason reason) {
                    closed = reason;
                }
            },
            tasks::add,
            MAX_BYTES,
            () -> isGone = true);

    @Test
    void messagesAreWrittenInOrderByAnotherThread() {
        send(answer(10));
        send(answer(20));
        outbox.flush();
        assertThat(written).isEmpty();

        runTasks();

        assertThat(written).containsExactly(answer(10), answer(20));
    }

    @Test
    void whatHasPiledUpIsWrittenAtOnce() {
        send(answer(10));
        send(answer(20));
        runTasks();

        send(answer(30));
        runTasks();

        assertThat(writeSizes).containsExactly(2, 1);
    }

    @Test
    void updatesThatFollowOneAnotherAreMergedWhenTheyHavePiledUp() {
        UpdateBytes a = typist.types("a");
        UpdateBytes b = typist.types("b");
        UpdateBytes c = typist.types("c");
        send(new ServerMessage.Update(a));
        send(new ServerMessage.Update(b));
        send(answer(10));
        send(new ServerMessage.Update(c));

        runTasks();

        assertThat(written)
                .containsExactly(
                        new ServerMessage.Update(
                                new UpdateBytes(Updates.merge(List.of(a.bytes(), b.bytes()), UpdateFormat.V1))),
                        answer(10),
                        new ServerMessage.Update(c));
    }

    @Test
    void nothingIsWrittenBeforeTheFlush() {
        send(answer(10));

        assertThat(tasks).isEmpty();
    }

    @Test
    void aParticipantThatReadsTooSlowlyIsDroppedAndToldToComeBack() {
        send(answer(600));
        send(answer(600));

        runTasks();

        assertThat(closed).isEqualTo(CloseReason.TRY_AGAIN_LATER);
        assertThat(isGone).isTrue();
        assertThat(written).isEmpty();
    }

    @Test
    void oneThatKeepsUpMayReceiveAnyAmount() {
        for (int i = 0; i < 100; i++) {
            send(answer(600));
            runTasks();
        }

        assertThat(written).hasSize(100);
        assertThat(isGone).isFalse();
    }

    @Test
    void aDocumentLargerThanTheOutboxGetsThroughWithWhatFollowsIt() {
        send(document(5_000));
        send(answer(600));

        runTasks();

        assertThat(written).hasSize(2);
    }

    @Test
    void aSecondDocumentBehindOneThatWaitsCountsInFull() {
        send(document(5_000));
        send(document(5_000));

        runTasks();

        assertThat(isGone).isTrue();
    }

    @Test
    void aCloseComesAfterWhatWasSentBefore() {
        send(answer(10));
        outbox.close(CloseReason.GOING_AWAY);
        send(answer(20));

        runTasks();

        assertThat(written).containsExactly(answer(10));
        assertThat(closed).isEqualTo(CloseReason.GOING_AWAY);
    }

    @Test
    void aBrokenConnectionEndsTheParticipant() {
        writesToFail = 1;
        send(answer(10));
        send(answer(20));

        runTasks();

        assertThat(isGone).isTrue();
        assertThat(written).isEmpty();
    }

    private void send(ServerMessage message) {
        outbox.send(new OutboundMessage(message));
    }

    private void runTasks() {
        outbox.flush();
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private static ServerMessage.Acknowledged answer(int lengthBytes) {
        return new ServerMessage.Acknowledged(1, new UpdateBytes(new byte[lengthBytes]));
    }

    private static ServerMessage.Step1Answer document(int lengthBytes) {
        return new ServerMessage.Step1Answer(new byte[lengthBytes], new byte[1], AwarenessUpdate.EMPTY);
    }
}
