package dev.weft.sync.hocuspocus;

import dev.weft.sync.SyncMessage;
import dev.weft.sync.awareness.AwarenessUpdate;
import org.jspecify.annotations.Nullable;

/**
 * What can be said about one document.
 *
 * <p>Send a client nothing but {@link Sync}, {@link Awareness}, {@link TokenRequest}, {@link PermissionDenied},
 * {@link Authenticated}, {@link QueryAwareness}, {@link Stateless} and {@link SyncStatus}, and {@link Close} if it is known
 * to be of version 3 or later: older ones throw at what they don't know.
 */
public sealed interface HocuspocusMessage {
    record Sync(SyncMessage message) implements HocuspocusMessage {}

    record Awareness(AwarenessUpdate update) implements HocuspocusMessage {}

    /**
     * From a client: who it is. Comes again at any time, after a {@link TokenRequest} or by itself.
     *
     * @param token           may be empty
     * @param providerVersion of providers from 4 on, such as {@code 4.8.0}
     */
    record Token(String token, @Nullable String providerVersion) implements HocuspocusMessage {}

    /** From a server: "send your token again". */
    record TokenRequest() implements HocuspocusMessage {}

    /** From a server; the client may try again with another token. */
    record PermissionDenied(String reason) implements HocuspocusMessage {}

    /** From a server: the token is good. */
    record Authenticated(boolean readOnly) implements HocuspocusMessage {}

    record QueryAwareness() implements HocuspocusMessage {}

    /** Between servers: a {@link Sync} that isn't to be answered by a step 1. */
    record SyncReply(SyncMessage message) implements HocuspocusMessage {}

    /** A message of the application's own, usually JSON. */
    record Stateless(String payload) implements HocuspocusMessage {}

    /** Between servers only: to be refused from a client. */
    record BroadcastStateless(String payload) implements HocuspocusMessage {}

    /** From a client: it leaves this document. */
    record Leave() implements HocuspocusMessage {}

    /** From a server: this document is closed to the client, which won't come back by itself while the socket lives. */
    record Close(String reason) implements HocuspocusMessage {}

    /** From a server: the answer to one update or step 2. */
    record SyncStatus(boolean accepted) implements HocuspocusMessage {}

    /** @param type none of the above */
    record Unknown(long type) implements HocuspocusMessage {}
}
