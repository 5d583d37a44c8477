package dev.weft.engine.workflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One update and where it came from.
 *
 * @param principal the sender's id
 * @param tool what the sender said it was, such as a page or a script; absent if it said nothing
 * @param receivedAtMillis when the frame arrived, milliseconds since 1970-01-01 UTC by the receiving node's clock
 */
public record AppendedUpdate(
        UpdateBytes update,
        String principal,
        SessionId session,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String tool,
        long receivedAtMillis) {}
