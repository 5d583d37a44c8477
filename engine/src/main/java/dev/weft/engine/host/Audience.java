package dev.weft.engine.host;

import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.access.Role;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.WorkflowEvent;
import dev.weft.sync.awareness.AwarenessUpdate;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The participants of one document on this node: who has a seat, what each may do now, and who is told what. Belongs to the document's mailbox.
 *
 * <p>What is said to many is one {@link OutboundMessage}, encoded once for all.
 */
final class Audience {
    private final HostSettings settings;
    private final CurrentAccess access;
    private final HostEffects effects;
    private final InstantSource clock;
    private final DocumentAwareness awareness = new DocumentAwareness();
    private final Set<Seat> seats = new LinkedHashSet<>();

    Audience(HostSettings settings, ProjectAccess access, HostEffects effects, InstantSource clock) {
        this.settings = settings;
        this.access = new CurrentAccess(access, clock);
        this.effects = effects;
        this.clock = clock;
    }

    CurrentAccess access() {
        return access;
    }

    boolean isEmpty() {
        return seats.isEmpty();
    }

    int size() {
        return seats.size();
    }

    /** Gives a participant a seat, unless it has no right to one or all are taken. */
    void join(Seat seat) {
        if (seats.size() >= settings.maxParticipants()) {
            seat.close(CloseReason.TRY_AGAIN_LATER);
            return;
        }
        if (access.of(seat).isPresent()) {
            seats.add(seat);
            awareness.join(seat);
        }
    }

    void leave(Seat seat) {
        if (seats.remove(seat)) {
            tellEverybody(awareness.leave(seat, clock.instant()));
        }
    }

    /** The role of a participant now; one without has left. */
    Optional<Role> roleOf(Seat seat) {
        Optional<Role> role = access.of(seat);
        if (role.isEmpty()) {
            leave(seat);
        }
        return role;
    }

    /** The same participant has shown another token, by which it may have other rights. */
    void renew(Seat renewing, Admission renewed) {
        renewing.admission(renewed);
        reviewAccess(seat -> seat == renewing);
    }

    /** Somebody's rights in a project have changed. */
    void accessChanged(ProjectId project) {
        reviewAccess(seat -> seat.admission().projectId().equals(project));
    }

    private void reviewAccess(Predicate<Seat> whose) {
        for (Seat seat : List.copyOf(seats)) {
            if (whose.test(seat)) {
                roleOf(seat);
            }
        }
    }

    /** What of it is new is told to all. */
    void receive(Seat seat, AwarenessUpdate update) {
        tellEverybody(awareness.receive(seat, update, clock.instant()));
    }

    /** Who is here and elsewhere. */
    AwarenessUpdate awareness() {
        return awareness.all();
    }

    void answerAwarenessQuery(Seat seat) {
        seat.send(messageOf(awareness.all()), clock.millis());
    }

    /** Another node tells of its participants. */
    void toldByNode(AwarenessUpdate update) {
        tellAll(awareness.receiveFromNode(update, clock.instant()));
    }

    /** Another node has opened the document and doesn't know who is here. */
    void askedByNode() {
        AwarenessUpdate here = awareness.allFromHere();
        if (!here.isEmpty()) {
            effects.tellOtherNodes(here);
        }
    }

    /** Senders included: to a stock client, its own state coming back is a sign of life. */
    private void tellAll(AwarenessUpdate update) {
        if (!update.isEmpty()) {
            tell(messageOf(update), seat -> true);
        }
    }

    private void tellEverybody(AwarenessUpdate update) {
        if (!update.isEmpty()) {
            tellAll(update);
            effects.tellOtherNodes(update);
        }
    }

    private static OutboundMessage messageOf(AwarenessUpdate update) {
        return new OutboundMessage(new ServerMessage.Awareness(update));
    }

    /** Time has passed: finds changed rights that nobody told of, renews the awareness of slow tabs, and breaks silences. */
    void tick() {
        reviewAccess(anyone -> true);
        tellEverybody(awareness.renew(clock.instant()));
        tellAll(awareness.dropOutdated(clock.instant()));
        long now = clock.millis();
        for (Seat seat : seats) {
            if (now - seat.lastSentMillis() >= settings.keepAliveInterval().toMillis()) {
                seat.send(messageOf(AwarenessUpdate.EMPTY), now);
            }
        }
    }

    /**
     * Relays what one commit has made durable: to each what it didn't bring itself, in one message. An update that is alone is relayed as it was received,
     * several are merged, once for all who brought none of them.
     */
    void relay(Collection<WaitingUpdate> committed) {
        Set<Seat> senders = committed.stream().flatMap(WaitingUpdate::seats).collect(Collectors.toSet());
        Optional<OutboundMessage> toOthers =
                senders.containsAll(seats) ? Optional.empty() : messageOf(updatesOf(committed, update -> true));
        long now = clock.millis();
        for (Seat seat : seats) {
            Optional<OutboundMessage> message = senders.contains(seat)
                    ? messageOf(updatesOf(committed, update -> !update.cameFrom(seat)))
                    : toOthers;
            message.ifPresent(relayed -> seat.send(relayed, now));
        }
    }

    private static List<UpdateBytes> updatesOf(Collection<WaitingUpdate> committed, Predicate<WaitingUpdate> which) {
        return committed.stream()
                .filter(which)
                .map(update -> update.appended().update())
                .toList();
    }

    /** Tells all what an event did to the document, and all but those who asked for it what it did beside. */
    void tell(WorkflowEvent event, Predicate<Seat> asked) {
        messageOf(event.documentUpdates()).ifPresent(message -> tell(message, seat -> true));
        Announcement.of(event)
                .ifPresent(announcement -> tell(
                        new OutboundMessage(announcement.message()),
                        seat -> announcement.isForAll() || !asked.test(seat)));
    }

    private static Optional<OutboundMessage> messageOf(List<UpdateBytes> updates) {
        return updates.isEmpty()
                ? Optional.empty()
                : Optional.of(new OutboundMessage(ServerMessage.Update.of(updates)));
    }

    private void tell(OutboundMessage message, Predicate<Seat> whom) {
        long now = clock.millis();
        for (Seat seat : seats) {
            if (whom.test(seat)) {
                seat.send(message, now);
            }
        }
    }

    /** Sends everybody away. */
    void close(CloseReason reason) {
        seats.forEach(seat -> seat.close(reason));
        seats.clear();
    }
}
