package dev.weft.engine.host;

/** Why a frame is not taken. The connection goes on. */
public sealed interface FrameRefusal {
    /** What to tell people. */
    String text();

    /** The sender may read only. */
    record ReadOnly() implements FrameRefusal {
        @Override
        public String text() {
            return "not allowed to change this document";
        }
    }

    /** The workflow is purged: there is no document any more. */
    record WorkflowGone() implements FrameRefusal {
        @Override
        public String text() {
            return "the workflow does not exist any more";
        }
    }

    /**
     * The bytes are not what they claim to be.
     *
     * @param detail what, where, expected
     */
    record Malformed(String detail) implements FrameRefusal {
        @Override
        public String text() {
            return detail;
        }
    }

    /**
     * A limit is reached.
     *
     * @param detail which, and how large it is
     */
    record LimitExceeded(String detail) implements FrameRefusal {
        @Override
        public String text() {
            return detail;
        }
    }
}
