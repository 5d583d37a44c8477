package dev.weft.testkit.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testkit.Seeds;
import dev.weft.testkit.yjs.YjsBridge;
import dev.weft.testkit.yjs.YjsSession;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/**
 * Random sessions of real Yjs clients, replayed by our document.
 *
 * <p>A million of them: {@code mvn -pl modules/testkit -am test -Dtest=YjsSessionsCompatibilityTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dweft.sessions=1000000}.
 */
class YjsSessionsCompatibilityTest {
    private static final int FAILURES_SHOWN = 3;

    private final YjsBridge yjs = YjsBridge.shared();

    @Test
    void ourDocumentEqualsYjs() {
        var failed = new ArrayList<Long>();
        var shown = new ArrayList<String>();
        for (long seed : Seeds.of("Yjs sessions", 400)) {
            YjsSession session = yjs.session(seed);
            if (!SessionReplay.differences(session, session.states()).isEmpty()) {
                failed.add(seed);
                if (shown.size() < FAILURES_SHOWN) {
                    shown.add(new SessionMinimizer(yjs).minimize(session));
                }
            }
        }
        assertThat(failed).as(String.join("\n\n", shown)).isEmpty();
    }
}
