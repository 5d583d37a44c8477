package dev.weft.testkit.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.crdt.update.UpdateCursor;
import dev.weft.crdt.update.UpdateFormat;
import dev.weft.crdt.update.Updates;
import dev.weft.testkit.Seeds;
import dev.weft.testkit.yjs.YjsBridge;
import dev.weft.testkit.yjs.YjsSession;
import dev.weft.testkit.yjs.YjsState;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Our merge joins adjacent structs and so has other bytes than Yjs's, but real Yjs loads both to the same document. */
class JoinedMergeCompatibilityTest {
    private final YjsBridge yjs = YjsBridge.shared();

    @Test
    void yjsLoadsAJoinedMergeToTheSameDocument() {
        for (long seed : Seeds.of("joined merges", 150)) {
            YjsSession session = yjs.session(seed);
            if (session.updates().isEmpty()) {
                continue;
            }
            UpdateFormat format = session.encoding().equals("v2") ? UpdateFormat.V2 : UpdateFormat.V1;
            byte[] joined = Updates.merge(session.updates(), format);
            byte[] unjoined = Updates.mergeUnjoined(session.updates(), format);

            YjsState fromJoined = load(session, joined);
            YjsState fromUnjoined = load(session, unjoined);

            String as = "-Dseed=" + seed + " " + format;
            int joinedStructs = UpdateCursor.of(joined, format).validate();
            assertThat(joinedStructs)
                    .as(as)
                    .isLessThanOrEqualTo(UpdateCursor.of(unjoined, format).validate());
            assertThat(fromJoined.roots()).as(as).isEqualTo(fromUnjoined.roots());
            assertThat(fromJoined.stateVector()).as(as).isEqualTo(fromUnjoined.stateVector());
            assertThat(fromJoined.snapshot()).as(as).isEqualTo(fromUnjoined.snapshot());
            assertThat(fromJoined.pending()).as(as).isEqualTo(fromUnjoined.pending());
            if (!fromJoined.pending()) {
                // What is pending, Yjs writes as it came: joined in the one, not in the other.
                assertThat(fromJoined.reloadedUpdate()).as(as).isEqualTo(fromUnjoined.reloadedUpdate());
                assertThat(fromJoined.reloadedUpdateV2()).as(as).isEqualTo(fromUnjoined.reloadedUpdateV2());
            }
        }
    }

    private YjsState load(YjsSession session, byte[] update) {
        return yjs.replay(session.withUpdates(List.of(update)), Set.of(1)).getLast();
    }
}
