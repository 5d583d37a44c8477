package dev.weft.engine.host;

import dev.weft.sync.awareness.Awareness;
import dev.weft.sync.awareness.AwarenessEntry;
import dev.weft.sync.awareness.AwarenessOwners;
import dev.weft.sync.awareness.AwarenessUpdate;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Who is in one document, on this node and on others. Each method says what all participants of this node must be told, perhaps nothing.
 *
 * <p>A client belongs to the node that it is connected to. Stock clients send on what they hear of others: about a client of another node, only that node is
 * believed, unless the client comes here itself. Not thread-safe.
 */
final class DocumentAwareness {
    private final Awareness states = Awareness.ofServer();
    private final AwarenessOwners<Seat> owners = new AwarenessOwners<>();
    private final Set<Seat> seats = new LinkedHashSet<>();

    /** Clients that other nodes have told of. */
    private final Set<Long> elsewhere = new HashSet<>();

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
        boolean announcesItself =
                owners.ownClientId(seat).isEmpty() && update.entries().size() == 1;
        if (announcesItself) {
            elsewhere.remove(update.entries().getFirst().clientId());
        }
        AwarenessUpdate admitted = ShownIdentity.in(
                owners.admit(seat, without(elsewhere, update)), seat.admission().principal());
        Set<Long> news = new LinkedHashSet<>(states.apply(admitted, now).clientIds());
        owners.ownClientId(seat)
                .ifPresent(own -> admitted.entries().stream()
                        .filter(entry -> entry.clientId() == own && states.readmit(entry, now))
                        .forEach(entry -> news.add(own)));
        return states.update(news);
    }

    /** What of it is new; of those who are here themselves, another node has nothing to say. */
    AwarenessUpdate receiveFromNode(AwarenessUpdate update, Instant now) {
        AwarenessUpdate foreign = without(here(), update);
        for (AwarenessEntry entry : foreign.entries()) {
            if (entry.isRemoval()) {
                elsewhere.remove(entry.clientId());
            } else {
                elsewhere.add(entry.clientId());
            }
        }
        return states.update(states.apply(foreign, now).clientIds());
    }

    /** What another node must be told that has just opened the document. */
    AwarenessUpdate allFromHere() {
        return without(elsewhere, states.update());
    }

    /** What a newcomer must be told. */
    AwarenessUpdate all() {
        return states.update();
    }

    /** Renews the states of those who are here and whose tabs are too slow to do it. */
    AwarenessUpdate renew(Instant now) {
        return states.renew(here(), now);
    }

    /** Drops those who weren't renewed, such as all of a node that is gone. */
    AwarenessUpdate dropOutdated(Instant now) {
        AwarenessUpdate dropped = states.dropOutdated(now);
        dropped.entries().forEach(entry -> elsewhere.remove(entry.clientId()));
        return dropped;
    }

    private Set<Long> here() {
        Set<Long> present = new LinkedHashSet<>();
        for (Seat seat : seats) {
            owners.ownClientId(seat).ifPresent(present::add);
        }
        return present;
    }

    private static AwarenessUpdate without(Set<Long> clientIds, AwarenessUpdate update) {
        if (clientIds.isEmpty()) {
            return update;
        }
        List<AwarenessEntry> others = update.entries().stream()
                .filter(entry -> !clientIds.contains(entry.clientId()))
                .toList();
        return others.size() == update.entries().size() ? update : new AwarenessUpdate(others);
    }
}
