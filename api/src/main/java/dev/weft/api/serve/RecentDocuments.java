package dev.weft.api.serve;

import dev.weft.engine.host.DocumentHosts;
import dev.weft.persistence.events.LoggedEvents;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Opens the documents that were changed last before the server can be reached: after a restart their people come back first, and all at once. One that nobody
 * comes back to is closed again like any other.
 */
final class RecentDocuments implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(RecentDocuments.class);

    private static final int MOST = 32;

    /** What isn't open by then opens while people come. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final LoggedEvents events;
    private final DocumentHosts hosts;

    RecentDocuments(LoggedEvents events, DocumentHosts hosts) {
        this.events = events;
        this.hosts = hosts;
    }

    @Override
    public void afterSingletonsInstantiated() {
        CompletableFuture<?>[] opened =
                events.changedLast(MOST).stream().map(hosts::read).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(opened).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            log.debug("not all of {} recent documents are open yet", opened.length);
        } catch (ExecutionException e) {
            log.info("a recent document can't be opened now: {}", String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
