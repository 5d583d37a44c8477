package dev.weft.engine.host;

import dev.weft.engine.workflow.AppendedUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An update that is not durable yet, and the frames that brought it: tabs of one browser bring the same several times. */
final class WaitingUpdate {
    private final AppendedUpdate appended;
    private final List<Frame> frames = new ArrayList<>(1);

    WaitingUpdate(AppendedUpdate appended, Frame firstFrame) {
        this.appended = appended;
        frames.add(firstFrame);
    }

    void add(Frame frame) {
        frames.add(frame);
    }

    AppendedUpdate appended() {
        return appended;
    }

    /** Of the connection that brought it first. */
    @Nullable
    String traceId() {
        return frames.getFirst().seat().admission().traceId();
    }

    boolean cameFrom(Seat seat) {
        for (Frame frame : frames) {
            if (frame.seat() == seat) {
                return true;
            }
        }
        return false;
    }

    /** Those who brought it. */
    Stream<Seat> seats() {
        return frames.stream().map(Frame::seat);
    }

    void acknowledge(long nowMillis) {
        for (Frame frame : frames) {
            frame.acknowledge(nowMillis);
        }
    }

    void refuse(FrameRefusal reason, long nowMillis) {
        for (Frame frame : frames) {
            frame.refuse(reason, nowMillis);
        }
    }
}
