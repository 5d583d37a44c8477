package dev.weft.engine;

import dev.weft.engine.workflow.EventMetadata;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;

/** Copies from each command to its events who sent it and why. */
final class MessageOrigin implements CorrelationDataProvider {
    private static final List<String> COPIED = List.of(
            EventMetadata.PRINCIPAL,
            EventMetadata.SESSION,
            EventMetadata.TOOL,
            EventMetadata.REQUEST_KEY,
            EventMetadata.REQUEST_DIGEST,
            EventMetadata.TRACE_ID);

    @Override
    public Map<String, ?> correlationDataFor(Message<?> message) {
        Map<String, Object> metadata = new HashMap<>();
        for (String key : COPIED) {
            if (message.getMetaData().get(key) instanceof String value) {
                metadata.put(key, value);
            }
        }
        metadata.put(
                EventMetadata.CORRELATION_ID,
                message.getMetaData().getOrDefault(EventMetadata.CORRELATION_ID, message.getIdentifier()));
        metadata.put(EventMetadata.CAUSATION_ID, message.getIdentifier());
        return metadata;
    }
}
