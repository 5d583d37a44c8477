package dev.weft.sync.awareness;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which connection of one document speaks for which client.
 *
 * <p>Stock clients send on what they hear of others, over the server or between tabs, so an entry doesn't belong to
 * whoever sent it. But the first entry that a connection sends alone is its own, and from then on nobody else may speak
 * for that client while the connection lives, unless it is the same principal, who has reconnected before the server
 * noticed that the old connection is dead. Other ids that a connection is the first to mention are kept with it, and nobody
 * else's to mention, until a connection sends one alone as its own; what hasn't come to one by then leaves with it.
 *
 * <p>Not thread-safe.
 *
 * @param <C> identifies a connection; has {@code equals}
 */
public final class AwarenessOwners<C> {
    private static final class Connection {
        final String principal;
        final Set<Long> introduced = new LinkedHashSet<>();
        OptionalLong own = OptionalLong.empty();

        Connection(String principal) {
            this.principal = principal;
        }
    }

    private final Map<C, Connection> connections = new HashMap<>();
    private final Map<Long, Connection> owners = new HashMap<>();

    /** Nobody is here yet. */
    public AwarenessOwners() {}

    /**
     * A connection begins.
     *
     * @param principal who it belongs to
     */
    public void join(C connection, String principal) {
        if (connections.putIfAbsent(connection, new Connection(principal)) != null) {
            throw new IllegalStateException("connection joined twice: " + connection);
        }
    }

    /**
     * The entries of an update that its sender may send. The others speak for clients of living connections of other
     * principals, which is harmless if it is an echo and a forgery if it isn't.
     *
     * @throws IllegalStateException if the connection hasn't joined
     */
    public AwarenessUpdate admit(C connection, AwarenessUpdate update) {
        Connection sender = require(connection);
        List<AwarenessEntry> entries = update.entries();
        if (sender.own.isEmpty() && entries.size() == 1) {
            claim(sender, entries.getFirst().clientId());
        }
        List<AwarenessEntry> admitted = entries.stream()
                .filter(entry -> maySend(sender, owners.get(entry.clientId()), entry))
                .toList();
        for (AwarenessEntry entry : admitted) {
            if (!entry.isRemoval() && owners.putIfAbsent(entry.clientId(), sender) == null) {
                sender.introduced.add(entry.clientId());
            }
        }
        return admitted.size() == entries.size() ? update : new AwarenessUpdate(admitted);
    }

    /** The client that a connection is, once it has said so. */
    public OptionalLong ownClientId(C connection) {
        return require(connection).own;
    }

    /**
     * A connection has ended, and its claims with it.
     *
     * @return the clients that are gone with it; none if it hasn't joined
     */
    public Set<Long> leave(C connection) {
        Connection gone = connections.remove(connection);
        if (gone == null) {
            return Set.of();
        }
        var clientIds = new LinkedHashSet<>(gone.introduced);
        gone.own.ifPresent(clientIds::add);
        clientIds.removeIf(clientId -> !owners.remove(clientId, gone));
        return clientIds;
    }

    private void claim(Connection sender, long clientId) {
        Connection owner = owners.get(clientId);
        if (!owns(owner, clientId) || owner.principal.equals(sender.principal)) {
            sender.own = OptionalLong.of(clientId);
            owners.put(clientId, sender);
        }
    }

    /** A removal comes from the client itself only: a tab that misses another's renewals would pass on that it is gone. */
    private static boolean maySend(Connection sender, @Nullable Connection owner, AwarenessEntry entry) {
        return owner == null || owner == sender || (owner.principal.equals(sender.principal) && !entry.isRemoval());
    }

    private static boolean owns(@Nullable Connection owner, long clientId) {
        return owner != null && owner.own.isPresent() && owner.own.getAsLong() == clientId;
    }

    private Connection require(C connection) {
        Connection known = connections.get(connection);
        if (known == null) {
            throw new IllegalStateException("connection has not joined: " + connection);
        }
        return known;
    }
}
