package dev.weft.sync.awareness;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The states of all clients of one document, as one replica knows them.
 *
 * <p>An entry is accepted if its clock is greater than the stored one, or if it removes a held state at the very clock
 * of that state; a client never heard of has the stored clock 0. So a first announcement at clock 0 leaves no trace, and
 * a client that was removed comes back with a greater clock only: its clock outlives its state (by
 * {@link #CLOCK_MEMORY}, so that strangers can't fill the memory for ever).
 *
 * <p>Not thread-safe. Time comes with each call; entries are accepted or not regardless of it.
 *
 * <p>Source: y-protocols 1.0.7, {@code awareness.js}. Unlike there, a client that returns after a removal counts as
 * added.
 */
public final class Awareness {
    /** A state that isn't renewed for so long is dropped. */
    public static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** A client renews its own state when it is this old. */
    public static final Duration RENEWAL_AGE = TIMEOUT.dividedBy(2);

    /** How often {@link #dropOutdated} and {@link #renewOwn} should be called. */
    public static final Duration CHECK_INTERVAL = TIMEOUT.dividedBy(10);

    /** How long the clock of a client is known that has no state any more. */
    public static final Duration CLOCK_MEMORY = Duration.ofMinutes(10);

    private static final class Known {
        long clock;

        @Nullable
        String json;

        Instant since;

        Known(long clock, @Nullable String json, Instant since) {
            this.clock = clock;
            this.json = json;
            this.since = since;
        }
    }

    private final OptionalLong ownClientId;
    private final Map<Long, Known> clients = new LinkedHashMap<>();

    private Awareness(OptionalLong ownClientId) {
        this.ownClientId = ownClientId;
    }

    /** For a replica that has no state of its own: a server. */
    public static Awareness ofServer() {
        return new Awareness(OptionalLong.empty());
    }

    /**
     * For a client, whose own state nobody else can remove. It starts as the empty object, at clock 0.
     *
     * @param clientId Yjs client id of its document, 0 ≤ clientId &lt; 2^53
     */
    public static Awareness ofClient(long clientId, Instant now) {
        var awareness = new Awareness(OptionalLong.of(clientId));
        awareness.setOwnState("{}", now);
        return awareness;
    }

    /** Takes in what another replica sent. Entries that bring nothing new are passed over. */
    public AwarenessChange apply(AwarenessUpdate update, Instant now) {
        var added = new ArrayList<Long>();
        var updated = new ArrayList<Long>();
        var changed = new ArrayList<Long>();
        var removed = new ArrayList<Long>();
        for (AwarenessEntry entry : update.entries()) {
            if (!accepts(entry)) {
                continue;
            }
            long clientId = entry.clientId();
            String before = stateOf(clientId);
            boolean known = clients.containsKey(clientId);
            if (entry.isRemoval() && isOwn(clientId) && before != null) {
                store(clientId, entry.clock() + 1, before, now);
                updated.add(clientId);
            } else if (entry.isRemoval()) {
                store(clientId, entry.clock(), null, now);
                if (known) {
                    removed.add(clientId);
                }
            } else {
                store(clientId, entry.clock(), entry.json(), now);
                (before == null ? added : updated).add(clientId);
                if (before != null && !before.equals(entry.json())) {
                    changed.add(clientId);
                }
            }
        }
        return new AwarenessChange(added, updated, changed, removed);
    }

    /** Whether an entry would be taken in. */
    public boolean accepts(AwarenessEntry entry) {
        Known known = clients.get(entry.clientId());
        long clock = known == null ? 0 : known.clock;
        boolean held = known != null && known.json != null;
        return entry.clock() > clock || (entry.clock() == clock && entry.isRemoval() && held);
    }

    /**
     * Takes a client back that was held to be gone. A client whose connection broke announces itself again with the clock that it had, which
     * {@link #apply} passes over; when the entry is known to come from the client itself, it counts, at a clock that everybody takes in.
     *
     * @return whether the client was gone and is back; if not, nothing has changed
     */
    public boolean readmit(AwarenessEntry own, Instant now) {
        Known known = clients.get(own.clientId());
        boolean gone = known != null && known.json == null;
        if (!gone || own.isRemoval() || own.clock() == 0 || own.clock() > known.clock) {
            return false;
        }
        store(own.clientId(), known.clock + 1, own.json(), now);
        return true;
    }

    /**
     * Sets the own state, or says with {@code null} that this client leaves.
     *
     * @param json JSON text; the caller answers for its being JSON
     * @return what others must be told
     * @throws IllegalStateException on a server
     */
    public AwarenessUpdate setOwnState(@Nullable String json, Instant now) {
        long clientId = ownClientId.orElseThrow(() -> new IllegalStateException("a server has no awareness state"));
        Known known = clients.get(clientId);
        store(clientId, known == null ? 0 : known.clock + 1, json, now);
        return update(Set.of(clientId));
    }

    /** Renews the own state once it is {@link #RENEWAL_AGE} old; else, on a server, or without a state: empty. */
    public AwarenessUpdate renewOwn(Instant now) {
        return ownClientId.isPresent() ? renew(Set.of(ownClientId.getAsLong()), now) : AwarenessUpdate.EMPTY;
    }

    /**
     * Renews states of those clients that are {@link #RENEWAL_AGE} old, by raising their clocks. A server does so for
     * clients whose connections live though their tabs are too slow to do it; a client that hears of its own raised
     * clock goes on from there.
     *
     * @return what others, those clients included, must be told
     */
    public AwarenessUpdate renew(Collection<Long> clientIds, Instant now) {
        var renewed = new ArrayList<Long>();
        for (long clientId : clientIds) {
            Known known = clients.get(clientId);
            if (known != null && known.json != null && !now.isBefore(known.since.plus(RENEWAL_AGE))) {
                store(clientId, known.clock + 1, known.json, now);
                renewed.add(clientId);
            }
        }
        return update(renewed);
    }

    /**
     * Removes the states of clients that went without a word, at the clocks they have. Unknown ids are passed over.
     *
     * @return what others must be told
     */
    public AwarenessUpdate remove(Collection<Long> clientIds, Instant now) {
        var removals = new ArrayList<AwarenessEntry>();
        for (long clientId : clientIds) {
            Known known = clients.get(clientId);
            if (known != null && known.json != null) {
                store(clientId, known.clock, null, now);
                removals.add(AwarenessEntry.removal(clientId, known.clock));
            }
        }
        return new AwarenessUpdate(removals);
    }

    /**
     * Removes the states of others that weren't renewed for {@link #TIMEOUT}, and forgets clocks that nobody needs.
     *
     * @return what others must be told
     */
    public AwarenessUpdate dropOutdated(Instant now) {
        Iterator<Known> known = clients.values().iterator();
        while (known.hasNext()) {
            Known client = known.next();
            if (client.json == null && !now.isBefore(client.since.plus(CLOCK_MEMORY))) {
                known.remove();
            }
        }
        List<Long> outdated = clients.entrySet().stream()
                .filter(client -> client.getValue().json != null && !isOwn(client.getKey()))
                .filter(client -> !now.isBefore(client.getValue().since.plus(TIMEOUT)))
                .map(Map.Entry::getKey)
                .toList();
        return remove(outdated, now);
    }

    /** The state of a client as JSON text, or null if it has none. */
    public @Nullable String stateOf(long clientId) {
        Known known = clients.get(clientId);
        return known == null ? null : known.json;
    }

    /** The states of all clients as JSON texts, by client id, as of now. */
    public Map<Long, String> states() {
        var states = new LinkedHashMap<Long, String>();
        clients.forEach((clientId, known) -> {
            if (known.json != null) {
                states.put(clientId, known.json);
            }
        });
        return states;
    }

    /** Everything that a newcomer must be told; may be empty. */
    public AwarenessUpdate update() {
        return update(states().keySet());
    }

    /** What is known of those clients: their states, and the absence of them. Clients never heard of are passed over. */
    public AwarenessUpdate update(Collection<Long> clientIds) {
        return new AwarenessUpdate(clientIds.stream()
                .filter(clients::containsKey)
                .map(clientId -> {
                    Known known = clients.get(clientId);
                    return known.json == null
                            ? AwarenessEntry.removal(clientId, known.clock)
                            : new AwarenessEntry(clientId, known.clock, known.json);
                })
                .toList());
    }

    private boolean isOwn(long clientId) {
        return ownClientId.isPresent() && ownClientId.getAsLong() == clientId;
    }

    private void store(long clientId, long clock, @Nullable String json, Instant now) {
        Known known = clients.get(clientId);
        if (known == null) {
            clients.put(clientId, new Known(clock, json, now));
        } else {
            known.clock = clock;
            known.json = json;
            known.since = now;
        }
    }
}
