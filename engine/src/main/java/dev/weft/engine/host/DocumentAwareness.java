package dev.weft.engine.host;

import dev.weft.sync.awareness.Awareness;
import dev.weft.sync.awareness.AwarenessOwners;
import dev.weft.sync.awareness.AwarenessUpdate;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/** Who is in one document, on this node. Each method says what all participants must be told, perhaps nothing. Not thread-safe. */
final class DocumentAwareness {
    private final Awareness states = Awareness.ofServer();
    private final AwarenessOwners<Seat> owners = new AwarenessOwners<>();
    private final Set<Seat> seats = new LinkedHashSet<>();

    void join(Seat seat) {
        seats.add(seat);
        owners.join(seat, seat.admission().principal().id());
    }

    AwarenessUpdate leave(Seat seat, Instant now) {
        seats.remove(seat);
        return states.remove(owners.leave(seat), now);
    }

    /** What of it is new, and the sender's to say, under the name that the sender has. From one that isn't here it is nothing. */
    AwarenessUpdate receive(Seat seat, AwarenessUpdate update, Instant now) {
        if (!seats.contains(seat)) {
            return AwarenessUpdate.EMPTY;
        }
        AwarenessUpdate admitted =
                ShownIdentity.in(owners.admit(seat, update), seat.admission().principal());
        Set<Long> news = new LinkedHashSet<>(states.apply(admitted, now).clientIds());
        owners.ownClientId(seat)
                .ifPresent(own -> admitted.entries().stream()
                        .filter(entry -> entry.clientId() == own && states.readmit(entry, now))
                        .forEach(entry -> news.add(own)));
        return states.update(news);
    }

    /** What a newcomer must be told. */
    AwarenessUpdate all() {
        return states.update();
    }

    /** Renews the states of those who are here and whose tabs are too slow to do it. */
    AwarenessUpdate renew(Instant now) {
        Set<Long> present = new LinkedHashSet<>();
        for (Seat seat : seats) {
            owners.ownClientId(seat).ifPresent(present::add);
        }
        return states.renew(present, now);
    }

    AwarenessUpdate dropOutdated(Instant now) {
        return states.dropOutdated(now);
    }
}
