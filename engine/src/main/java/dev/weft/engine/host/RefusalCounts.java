package dev.weft.engine.host;

import java.util.concurrent.atomic.LongAdder;

/** How many frames the documents of a node have refused since it started, for metrics. Safe for use by many threads. */
public final class RefusalCounts {
    private final LongAdder readOnly = new LongAdder();
    private final LongAdder malformed = new LongAdder();
    private final LongAdder limitExceeded = new LongAdder();
    private final LongAdder workflowGone = new LongAdder();

    void count(FrameRefusal reason) {
        switch (reason) {
            case FrameRefusal.ReadOnly() -> readOnly.increment();
            case FrameRefusal.Malformed malformedFrame -> malformed.increment();
            case FrameRefusal.LimitExceeded exceeded -> limitExceeded.increment();
            case FrameRefusal.WorkflowGone() -> workflowGone.increment();
        }
    }

    /** Changes of those who may only read. */
    public long readOnly() {
        return readOnly.sum();
    }

    public long malformed() {
        return malformed.sum();
    }

    public long limitExceeded() {
        return limitExceeded.sum();
    }

    /** Changes of purged workflows. */
    public long workflowGone() {
        return workflowGone.sum();
    }
}
