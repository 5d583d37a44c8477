package dev.weft.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.api.changes.ChangeSink;
import dev.weft.persistence.changes.Change;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Writes changes as server-sent events. */
final class SseSink implements ChangeSink {

    private final SseEmitter emitter;

    SseSink(SseEmitter emitter) {
        this.emitter = emitter;
    }

    /** @param sequence by which the event is found in the workflow's events */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Body(
            long position,
            String workflowId,
            long sequence,
            String type,
            Instant time,
            @Nullable String principal,
            @Nullable String session,
            @Nullable String tool,
            @Nullable Integer lockVersion) {}

    @Override
    public void send(Change change) throws IOException {
        emitter.send(SseEmitter.event()
                .id(Long.toString(change.position()))
                .data(
                        new Body(
                                change.position(),
                                change.workflowId().toString(),
                                change.sequence(),
                                change.type(),
                                change.time(),
                                change.principal(),
                                change.session(),
                                change.tool(),
                                change.lockVersion()),
                        MediaType.APPLICATION_JSON));
    }

    /** An id without data is no event for the client, but what it comes back with. */
    @Override
    public void heartbeat(long position) throws IOException {
        emitter.send(SseEmitter.event().id(Long.toString(position)).comment("here"));
    }

    @Override
    public void close() {
        emitter.complete();
    }
}
