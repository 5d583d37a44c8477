package dev.weft.testkit.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testkit.Seeds;
import dev.weft.testkit.yjs.YjsBridge;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Random sessions of real Yjs and of ours, each followed by the other. {@link Sessions} runs a million of them. */
class SessionsCompatibilityTest {
    private static final int FAILURES_SHOWN = 3;

    @Test
    void ourDocumentMakesOfTheUpdatesOfYjsWhatYjsMakesOfThem() {
        run(SessionKind.YJS, 1200);
    }

    @Test
    void whateverWeDoMakesTheStructsAndEventsThatYjsMakes() {
        run(SessionKind.OURS, 1200);
    }

    private static void run(SessionKind kind, int count) {
        YjsBridge yjs = YjsBridge.shared();
        var failed = new ArrayList<Long>();
        var shown = new ArrayList<String>();
        for (long seed : Seeds.of("sessions of " + kind, count)) {
            List<String> differences = kind.differences(seed, yjs);
            if (!differences.isEmpty()) {
                failed.add(seed);
                if (shown.size() < FAILURES_SHOWN) {
                    shown.add(kind.minimize(seed, yjs));
                }
            }
        }
        assertThat(failed).as(String.join("\n\n", shown)).isEmpty();
    }
}
