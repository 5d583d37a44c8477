package dev.weft.engine.host;

import dev.weft.engine.access.Role;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** One participant as its document sees it. Belongs to the document's mailbox. */
final class Seat {
    /** Read by others, too. */
    private volatile Admission admission;

    private final Outlet outlet;

    /** In the order of arrival, so that answers keep it whatever becomes durable first. */
    private final Deque<Frame> unanswered = new ArrayDeque<>();

    private Optional<Role> role = Optional.empty();
    private long lastSentMillis;

    Seat(Admission admission, Outlet outlet) {
        this.admission = admission;
        this.outlet = outlet;
    }

    Admission admission() {
        return admission;
    }

    /** As it was read last; empty before that, and for who has none. */
    Optional<Role> role() {
        return role;
    }

    void role(Optional<Role> current) {
        role = current;
    }

    /** The same person has shown another token. */
    void admission(Admission renewed) {
        admission = renewed;
    }

    void send(OutboundMessage message, long nowMillis) {
        lastSentMillis = nowMillis;
        outlet.send(message);
    }

    void close(CloseReason reason) {
        outlet.close(reason);
    }

    long lastSentMillis() {
        return lastSentMillis;
    }

    /** What it has sent and has no answer for yet. */
    List<Frame> unanswered() {
        return List.copyOf(unanswered);
    }

    /** A frame has arrived and will be answered by {@link Frame#answer}. */
    void expect(Frame frame) {
        unanswered.add(frame);
    }

    /** Sends the answers that no earlier frame holds up. */
    void sendAnswers(long nowMillis) {
        while (!unanswered.isEmpty() && unanswered.getFirst().isAnswered()) {
            Frame frame = unanswered.removeFirst();
            send(new OutboundMessage(frame.answer()), nowMillis);
            outlet.settled(frame.update().lengthBytes());
        }
    }
}
