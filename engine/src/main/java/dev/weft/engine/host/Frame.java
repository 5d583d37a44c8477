package dev.weft.engine.host;

import dev.weft.engine.workflow.UpdateBytes;
import org.jspecify.annotations.Nullable;

/** An update on its way from a participant to the log. */
final class Frame {
    private final Seat seat;
    private final long number;
    private final UpdateBytes update;
    private @Nullable ServerMessage answer;

    Frame(Seat seat, long number, UpdateBytes update) {
        this.seat = seat;
        this.number = number;
        this.update = update;
        seat.expect(this);
    }

    Seat seat() {
        return seat;
    }

    UpdateBytes update() {
        return update;
    }

    boolean isAnswered() {
        return answer != null;
    }

    /** @throws IllegalStateException if there is no answer yet */
    ServerMessage answer() {
        if (answer == null) {
            throw new IllegalStateException("frame " + number + " is not answered yet");
        }
        return answer;
    }

    /** The update is in the log. */
    void acknowledge(long nowMillis) {
        settle(new ServerMessage.Acknowledged(number, update), nowMillis);
    }

    void refuse(FrameRefusal reason, long nowMillis) {
        settle(new ServerMessage.Refused(number, reason), nowMillis);
    }

    private void settle(ServerMessage message, long nowMillis) {
        if (answer != null) {
            throw new IllegalStateException("frame " + number + " is answered twice: " + answer + ", " + message);
        }
        answer = message;
        seat.sendAnswers(nowMillis);
    }
}
