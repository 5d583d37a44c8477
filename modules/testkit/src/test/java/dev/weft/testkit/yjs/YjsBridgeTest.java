package dev.weft.testkit.yjs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class YjsBridgeTest {
    private final YjsBridge yjs = YjsBridge.shared();

    @Test
    void runsThePinnedVersions() {
        assertThat(yjs.versions().get("yjs").asText()).isEqualTo("13.6.33");
        assertThat(yjs.versions().get("lib0").asText()).isEqualTo("0.2.120");
    }

    @Test
    void makesTheSameSessionFromTheSameSeed() {
        YjsSession first = yjs.session(4711);
        YjsSession second = yjs.session(4711);

        assertThat(second.updates()).hasSameSizeAs(first.updates());
        for (int i = 0; i < first.updates().size(); i++) {
            assertThat(second.updates().get(i)).isEqualTo(first.updates().get(i));
        }
        assertThat(second.states().getLast().roots())
                .isEqualTo(first.states().getLast().roots());
    }

    @Test
    void replaysASessionToTheSameState() {
        YjsSession session = yjs.session(12);

        var replayed = yjs.replay(session, Set.of(session.updates().size())).getLast();

        assertThat(replayed.update()).isEqualTo(session.states().getLast().update());
        assertThat(replayed.roots()).isEqualTo(session.states().getLast().roots());
    }

    @Test
    void saysWhatYjsThrew() {
        var request = YjsBridge.request("merge").put("encoding", "v1");
        request.putArray("updates").add(new byte[] {1}).add(new byte[] {1});

        assertThatThrownBy(() -> yjs.ask(request))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("merge");
        assertThat(yjs.versions()).isNotNull();
    }
}
