package dev.weft.testkit.network;

import dev.weft.crdt.Doc;
import dev.weft.crdt.DocOptions;
import java.util.Arrays;
import java.util.HexFormat;
import org.assertj.core.api.AbstractAssert;

/** What may be said of the replicas of a network. */
public final class SimulatedNetworkAssert extends AbstractAssert<SimulatedNetworkAssert, SimulatedNetwork> {
    private SimulatedNetworkAssert(SimulatedNetwork network) {
        super(network, SimulatedNetworkAssert.class);
    }

    public static SimulatedNetworkAssert assertThat(SimulatedNetwork network) {
        return new SimulatedNetworkAssert(network);
    }

    /**
     * All replicas hold the same: content, state vector, structs and deletions byte by byte, with nothing waiting and every
     * struct store sound; and a document built anew from what one of them writes is the same again.
     */
    public SimulatedNetworkAssert converged() {
        isNotNull();
        Replica first = actual.replica(1);
        for (Replica replica : actual.replicas()) {
            Doc doc = replica.doc();
            doc.checkIntegrity();
            if (doc.hasPending()) {
                failWithMessage("%s waits for something missing", replica);
            }
            requireSameBytes(
                    replica + ", state vector",
                    doc.encodeStateVector(),
                    first.doc().encodeStateVector());
            requireSameBytes(
                    replica + ", state", doc.encodeStateAsUpdate(), first.doc().encodeStateAsUpdate());
            requireSame(replica + ", content", doc.toJson(), first.doc().toJson());
        }
        var rebuilt = new Doc(DocOptions.defaults().withGc(first.doc().gc()));
        rebuilt.applyUpdate(first.doc().encodeStateAsUpdate());
        rebuilt.checkIntegrity();
        requireSameBytes(
                "rebuilt document", rebuilt.encodeStateAsUpdate(), first.doc().encodeStateAsUpdate());
        return this;
    }

    /** Every replica has this text. */
    public SimulatedNetworkAssert hasText(String text) {
        isNotNull();
        actual.replicas()
                .forEach(replica ->
                        requireSame(replica + ", text", replica.text().toString(), text));
        return this;
    }

    private void requireSame(String what, Object value, Object expected) {
        if (!value.equals(expected)) {
            failWithMessage("%s is%n  %s%ninstead of%n  %s", what, value, expected);
        }
    }

    private void requireSameBytes(String what, byte[] value, byte[] expected) {
        if (!Arrays.equals(value, expected)) {
            failWithMessage(
                    "%s is%n  %s%ninstead of%n  %s",
                    what, HexFormat.of().formatHex(value), HexFormat.of().formatHex(expected));
        }
    }
}
