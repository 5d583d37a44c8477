package dev.weft.api.room;

import java.util.concurrent.atomic.AtomicInteger;

/** Bounds how many requests of one client in one room wait for their answers. Safe for use by many threads. */
public final class OpenRequests {

    private final int most;
    private final AtomicInteger open = new AtomicInteger();

    public OpenRequests(int most) {
        this.most = most;
    }

    /** @return false if there are as many already: answer with {@link #tooMany()} */
    public boolean begin() {
        return open.getAndUpdate(count -> Math.min(most, count + 1)) < most;
    }

    /** One is answered. */
    public void end() {
        open.decrementAndGet();
    }

    public RoomReply tooMany() {
        return RoomReply.error("too many open requests: the most is " + most);
    }
}
