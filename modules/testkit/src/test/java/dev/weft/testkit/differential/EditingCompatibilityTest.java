package dev.weft.testkit.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testkit.Seeds;
import dev.weft.testkit.yjs.YjsBridge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Random edits of our documents, repeated by real Yjs.
 *
 * <p>A million scripts: {@code mvn -pl modules/testkit -am test -Dtest=EditingCompatibilityTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dweft.sessions=1000000}.
 */
class EditingCompatibilityTest {
    private static final int FAILURES_SHOWN = 3;

    @Test
    void everyEditMakesTheStructsThatYjsMakes() {
        var failed = new ArrayList<Long>();
        var shown = new ArrayList<String>();
        for (long seed : Seeds.of("our edits", 300)) {
            List<String> differences = RandomScript.differences(seed, YjsBridge.shared());
            if (!differences.isEmpty()) {
                failed.add(seed);
                shown.add(String.join("\n", differences));
            }
        }
        // The shortest stories first.
        shown.sort(Comparator.comparingInt(String::length));
        assertThat(failed)
                .as(String.join("\n\n", shown.subList(0, Math.min(FAILURES_SHOWN, shown.size()))))
                .isEmpty();
    }
}
