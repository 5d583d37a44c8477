package dev.weft.persistence.saved;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.weft.engine.content.KafkaConfiguration;
import dev.weft.engine.content.WorkflowContent;
import dev.weft.persistence.table.StorableText;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Parts of a workflow's content as JSON that {@code jsonb} can hold, and that shows no secret. */
final class ContentJson {

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new SimpleModule("storable text").addSerializer(String.class, new JsonSerializer<>() {
                @Override
                public void serialize(String text, JsonGenerator json, SerializerProvider provider) throws IOException {
                    json.writeString(StorableText.of(text));
                }
            }));

    private ContentJson() {}

    static @Nullable String of(@Nullable Object part) {
        if (part == null) {
            return null;
        }
        try {
            return JSON.writeValueAsString(part);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("content can't be written as JSON", e);
        }
    }

    static WorkflowContent withoutPasswords(WorkflowContent content) {
        return content.withTriggers(content.triggers().stream()
                .map(trigger -> trigger.kafkaConfiguration() == null
                        ? trigger
                        : trigger.withKafkaConfiguration(withoutPassword(trigger.kafkaConfiguration())))
                .toList());
    }

    static @Nullable KafkaConfiguration withoutPassword(@Nullable KafkaConfiguration kafka) {
        return kafka == null
                ? null
                : new KafkaConfiguration(
                        kafka.hostsString(),
                        kafka.topicsString(),
                        kafka.groupId(),
                        kafka.connectTimeout(),
                        kafka.initialOffsetResetPolicy(),
                        kafka.ssl(),
                        kafka.sasl(),
                        kafka.username(),
                        null);
    }
}
