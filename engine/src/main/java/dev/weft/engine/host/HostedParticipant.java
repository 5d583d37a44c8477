package dev.weft.engine.host;

import dev.weft.engine.access.Principal;
import dev.weft.engine.request.DocumentRequest;
import dev.weft.engine.request.RequestOutcome;
import dev.weft.engine.request.RequestRefusal;
import dev.weft.engine.request.Requester;
import dev.weft.engine.trace.Trace;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A participant of one document, between its socket and its seat. */
final class HostedParticipant implements Participant, Outlet {
    private final Seat seat;
    private final Outbox outbox;
    private final Pace pace;
    private final RefusalCounts refusals;
    private final HostCounts counts;
    private final HostSettings settings;
    private final AtomicBoolean gone = new AtomicBoolean();
    private volatile @Nullable HostedDocument document;

    HostedParticipant(Admission admission, ParticipantSocket socket, HostEnvironment environment) {
        settings = environment.settings();
        seat = new Seat(admission, this);
        outbox = new Outbox(
                socket,
                Trace.executorFor(admission.trace(), environment.executor()),
                environment.settings().maxOutboxBytes(),
                this::leave);
        refusals = environment.refusals();
        counts = environment.counts();
        pace = new Pace(environment.settings().maxFramesPerSecond(), System::nanoTime);
    }

    /** @return false if the document is closed: try another */
    boolean enter(HostedDocument candidate) {
        boolean isFirst = document == null;
        document = candidate;
        if (isFirst) {
            counts.entered();
        }
        return candidate.enter(seat);
    }

    @Override
    public void receive(ClientMessage message) throws InterruptedException {
        HostedDocument entered = document;
        if (gone.get() || entered == null) {
            return;
        }
        pace.pause();
        counts.received(message);
        entered.receive(seat, message);
    }

    @Override
    public CompletableFuture<RequestOutcome> request(DocumentRequest request) {
        CompletableFuture<RequestOutcome> answer = RequestTimeout.answer(settings);
        HostedDocument entered = document;
        Admission from = seat.admission();
        Requester requester = new Requester(from.principal(), from.session(), from.tool(), from.traceId(), null);
        if (gone.get() || entered == null || !entered.request(request, requester, from.projectId(), seat, answer)) {
            answer.complete(
                    new RequestOutcome.Refused(new RequestRefusal.Internal("the document was closed, try again")));
        }
        return answer;
    }

    @Override
    public void renew(Principal principal) {
        HostedDocument entered = document;
        Admission renewed = seat.admission().renewed(principal);
        if (entered != null) {
            entered.renew(seat, renewed);
        }
    }

    @Override
    public void leave() {
        HostedDocument entered = document;
        if (entered != null && gone.compareAndSet(false, true)) {
            outbox.abandon();
            counts.left();
            entered.leave(seat);
        }
    }

    @Override
    public void send(OutboundMessage message) {
        if (message.message() instanceof ServerMessage.Refused(long frame, FrameRefusal reason)) {
            refusals.count(reason);
        }
        outbox.send(message);
        HostedDocument entered = document;
        if (entered != null) {
            entered.flushLater(outbox);
        }
    }

    @Override
    public void close(CloseReason reason) {
        outbox.close(reason);
    }

    @Override
    public void settled(int lengthBytes) {
        HostedDocument entered = document;
        if (entered != null) {
            entered.settled(lengthBytes);
        }
    }
}
