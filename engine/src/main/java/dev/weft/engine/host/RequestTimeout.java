package dev.weft.engine.host;

import dev.weft.engine.request.RequestOutcome;
import dev.weft.engine.request.RequestRefusal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Bounds how long somebody waits for an answer. */
final class RequestTimeout {
    private RequestTimeout() {}

    /** An answer that is there in time, whatever happens to the request. */
    static CompletableFuture<RequestOutcome> answer(HostSettings settings) {
        RequestOutcome late = new RequestOutcome.Refused(new RequestRefusal.Internal("not done within "
                + settings.requestTimeout().toSeconds() + " s, it may still be: look before you try again"));
        return new CompletableFuture<RequestOutcome>()
                .completeOnTimeout(late, settings.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }
}
