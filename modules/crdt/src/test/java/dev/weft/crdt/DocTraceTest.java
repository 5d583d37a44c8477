package dev.weft.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.crdt.update.RecordedTrace;
import dev.weft.crdt.update.UpdateFormat;
import org.junit.jupiter.api.Test;

/** Two people and a third who type at once: recorded, with the states that yjs 13.6.33 wrote. */
class DocTraceTest {
    private final RecordedTrace trace = RecordedTrace.clownschool();

    @Test
    void updatesOneByOneGiveTheStateOfYjs() {
        var doc = new Doc();

        trace.updates().forEach(doc::applyUpdate);

        assertStateOfYjs(doc);
    }

    @Test
    void observedUpdatesGiveTheStateOfYjs() {
        var doc = new Doc();
        doc.getText("text")
                .observe(event -> assertThat(event.childListChanged()).isTrue());

        trace.updates().forEach(doc::applyUpdate);

        assertStateOfYjs(doc);
    }

    @Test
    void updateEventsBringAFollowerAlong() {
        var doc = new Doc();
        var follower = new Doc();
        doc.onUpdateV2((update, origin, transaction) -> follower.applyUpdateV2(update));

        trace.updates().forEach(doc::applyUpdate);

        assertStateOfYjs(follower);
    }

    @Test
    void stateOfYjsIsReadAndWrittenInBothFormats() {
        var one = new Doc();
        one.applyUpdate(trace.state(UpdateFormat.V1));
        var two = new Doc();
        two.applyUpdateV2(trace.state(UpdateFormat.V2));

        assertStateOfYjs(one);
        assertStateOfYjs(two);
    }

    private void assertStateOfYjs(Doc doc) {
        assertThat(doc.encodeStateAsUpdate()).isEqualTo(trace.state(UpdateFormat.V1));
        assertThat(doc.encodeStateAsUpdateV2()).isEqualTo(trace.state(UpdateFormat.V2));
        doc.checkIntegrity();
    }
}
