package dev.weft.engine.content;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * How a Kafka trigger of an older workflow connects.
 *
 * @param connectTimeout in seconds, at least 1
 * @param initialOffsetResetPolicy {@code earliest}, {@code latest}, or milliseconds since 1970 in 13 digits
 */
public record KafkaConfiguration(
        @JsonProperty(Field.HOSTS_STRING) @Nullable String hostsString,
        @JsonProperty(Field.TOPICS_STRING) @Nullable String topicsString,
        @JsonProperty(Field.GROUP_ID) @Nullable String groupId,
        @JsonProperty(Field.CONNECT_TIMEOUT) @Nullable Integer connectTimeout,

        @JsonProperty(Field.INITIAL_OFFSET_RESET_POLICY) @Nullable
        String initialOffsetResetPolicy,

        @JsonProperty(Field.SSL) @Nullable Boolean ssl,
        @JsonProperty(Field.SASL) @Nullable String sasl,
        @JsonProperty(Field.USERNAME) @Nullable String username,
        @JsonProperty(Field.PASSWORD) @Nullable String password) {
    /** Without the password. */
    @Override
    public String toString() {
        return "KafkaConfiguration[hosts " + hostsString + ", topics " + topicsString + "]";
    }
}
