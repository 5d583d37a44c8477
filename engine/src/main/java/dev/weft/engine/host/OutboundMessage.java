package dev.weft.engine.host;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A message on its way to one participant or to many, which is encoded once for each dialect and not once for each recipient.
 *
 * <p>Safe for use by many threads.
 */
public final class OutboundMessage {
    private final ServerMessage message;
    private final ConcurrentHashMap<Function<?, ?>, Object> encodings = new ConcurrentHashMap<>(2);

    OutboundMessage(ServerMessage message) {
        this.message = message;
    }

    public ServerMessage message() {
        return message;
    }

    /**
     * The message in the form of one dialect.
     *
     * @param encoder told apart by identity: hand in the same object each time. Its results are shared, so nobody may change them
     */
    @SuppressWarnings("unchecked")
    public <T> T encoded(Function<ServerMessage, T> encoder) {
        return (T) encodings.computeIfAbsent(encoder, unused -> encoder.apply(message));
    }
}
