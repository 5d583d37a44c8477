package dev.weft.benchmarks.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** One open WebSocket of some library. */
interface Recipient {
    /** Writes binary messages, by as few calls of the system as the library can. Called by one thread at a time; may block. */
    void send(List<byte[]> messages) throws IOException;

    /** Writes frames that have their heads already. The buffer is the recipient's own, its bytes are shared. */
    default void sendEncoded(ByteBuffer frames) throws IOException {
        throw new UnsupportedOperationException("this library encodes frames itself");
    }
}
