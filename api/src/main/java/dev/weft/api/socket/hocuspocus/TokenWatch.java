package dev.weft.api.socket.hocuspocus;

import dev.weft.api.auth.Caller;
import dev.weft.api.auth.TokenExpiries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Has a client asked for another token shortly before its own expires, and sent away if it doesn't send one in time. Safe for use by many threads.
 */
final class TokenWatch {

    /** A provider may have to ask a server of its own. */
    private static final Duration TIME_TO_RENEW = Duration.ofSeconds(30);

    private final TokenExpiries expiries;
    private final Runnable ask;
    private final Runnable expired;

    private List<TokenExpiries.Awaited> awaited = List.of();
    private Instant askedFor = Instant.MIN;

    /**
     * @param ask may block, as {@code expired} may
     */
    TokenWatch(TokenExpiries expiries, Runnable ask, Runnable expired) {
        this.expiries = expiries;
        this.ask = ask;
        this.expired = expired;
    }

    /** Watches this token instead of the one before. A client that goes on sending the same one is not asked again. */
    synchronized void begin(Caller caller) {
        end();
        TokenExpiries.Awaited end = expiries.await(caller, () -> Thread.startVirtualThread(expired));
        if (!caller.expiresAt().isAfter(askedFor)) {
            awaited = List.of(end);
            return;
        }
        askedFor = caller.expiresAt();
        Caller early = caller.expiresAt().equals(Instant.MAX)
                ? caller
                : new Caller(caller.principal(), caller.expiresAt().minus(TIME_TO_RENEW));
        awaited = List.of(end, expiries.await(early, () -> Thread.startVirtualThread(ask)));
    }

    synchronized void end() {
        awaited.forEach(TokenExpiries.Awaited::cancel);
        awaited = List.of();
    }
}
