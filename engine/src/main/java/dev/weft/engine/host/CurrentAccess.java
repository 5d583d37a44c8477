package dev.weft.engine.host;

import dev.weft.engine.access.AccessUnavailableException;
import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.access.Role;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What the participants of one document may do now, read with each message of theirs and whenever rights have changed. Whoever's role is another than
 * it was is told; whoever has none is sent away. Belongs to the document's mailbox.
 */
final class CurrentAccess {
    private final ProjectAccess access;
    private final InstantSource clock;

    CurrentAccess(ProjectAccess access, InstantSource clock) {
        this.access = access;
        this.clock = clock;
    }

    /**
     * The role of a participant, to which it is told if it is news. Empty if it has no right to be here any more: then its connection is being closed, and
     * it has to leave.
     */
    Optional<Role> of(Seat seat) {
        Optional<Role> role;
        try {
            role = access.roleOf(seat.admission().principal(), seat.admission().projectId());
        } catch (AccessUnavailableException e) {
            return lastKnownOf(seat);
        }
        if (role.isEmpty()) {
            seat.close(CloseReason.ACCESS_LOST);
        } else if (seat.role().isPresent() && !seat.role().equals(role)) {
            seat.send(new OutboundMessage(new ServerMessage.RoleChanged(role.get())), clock.millis());
        }
        seat.role(role);
        return role;
    }

    /**
     * Whether the requester has the right that the request needs.
     *
     * @throws AccessUnavailableException if that can't be read now
     */
    boolean permits(PendingRequest request) {
        return access.may(
                request.requester().principal(),
                request.projectId(),
                request.request().right());
    }

    /** While rights can't be read, those hold that were read last; whoever had none by then waits outside. */
    private static Optional<Role> lastKnownOf(Seat seat) {
        if (seat.role().isEmpty()) {
            seat.close(CloseReason.TRY_AGAIN_LATER);
        }
        return seat.role();
    }
}
