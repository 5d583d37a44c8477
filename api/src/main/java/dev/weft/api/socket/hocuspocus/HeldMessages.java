package dev.weft.api.socket.hocuspocus;

import dev.weft.engine.host.Participant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What a client has said of a document before it was authenticated, in its order. All of it counts towards the limits of its socket.
 *
 * <p>Belongs to the reading thread.
 */
final class HeldMessages {

    private final HocuspocusConnection socket;
    private final Deque<Held> messages = new ArrayDeque<>();

    HeldMessages(HocuspocusConnection socket) {
        this.socket = socket;
    }

    /** Says something to a document. */
    @FunctionalInterface
    interface Message {
        void sayTo(Participant participant) throws InterruptedException;
    }

    private record Held(Message message, boolean isStep1, int lengthBytes) {}

    void hold(Message message, boolean isStep1, int lengthBytes) {
        if (socket.hold(lengthBytes)) {
            messages.add(new Held(message, isStep1, lengthBytes));
        }
    }

    /** Should the client be let in after all, its last step 1 brings back all the rest. */
    void keepLastStep1Only() {
        List<Held> step1s = messages.stream().filter(Held::isStep1).toList();
        forget();
        if (!step1s.isEmpty()) {
            Held last = step1s.getLast();
            hold(last.message(), true, last.lengthBytes());
        }
    }

    /** The client was let in. */
    void sayAllTo(Participant participant) throws InterruptedException {
        while (!messages.isEmpty()) {
            Held next = messages.removeFirst();
            socket.release(next.lengthBytes());
            next.message().sayTo(participant);
        }
    }

    void forget() {
        messages.forEach(each -> socket.release(each.lengthBytes()));
        messages.clear();
    }
}
