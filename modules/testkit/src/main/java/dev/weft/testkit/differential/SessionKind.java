package dev.weft.testkit.differential;

import dev.weft.testkit.yjs.YjsBridge;
import dev.weft.testkit.yjs.YjsSession;
import java.util.List;

/** Who writes a random session, for the other to follow. */
public enum SessionKind {
    /** Clients of Yjs write, our document replays: {@code src/main/yjs/session.mjs} and {@link SessionReplay}. */
    YJS {
        @Override
        public List<String> differences(long seed, YjsBridge yjs) {
            YjsSession session = yjs.session(seed);
            return SessionReplay.differences(session, session.states());
        }

        @Override
        public String minimize(long seed, YjsBridge yjs) {
            return new SessionMinimizer(yjs).minimize(yjs.session(seed));
        }
    },

    /** Our clients write, Yjs repeats: {@link ScriptComparison}. */
    OURS {
        @Override
        public List<String> differences(long seed, YjsBridge yjs) {
            return ScriptComparison.differences(seed, yjs);
        }

        @Override
        public String minimize(long seed, YjsBridge yjs) {
            return ScriptComparison.minimize(seed, yjs);
        }
    };

    /**
     * Runs the session of a seed.
     *
     * @param seed 0 to 2^53 − 1
     * @return what differs between us and Yjs; empty if nothing does
     */
    public abstract List<String> differences(long seed, YjsBridge yjs);

    /** A shorter session that still fails, as text, with what differs. Takes many runs. */
    public abstract String minimize(long seed, YjsBridge yjs);
}
