package dev.weft.engine.host;

import dev.weft.engine.access.Principal;
import dev.weft.engine.request.DocumentRequest;
import dev.weft.engine.request.RequestOutcome;
import dev.weft.engine.request.Requester;
import dev.weft.engine.workflow.RequestKey;
import dev.weft.engine.workflow.SessionId;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.sync.awareness.AwarenessEntry;
import dev.weft.sync.awareness.AwarenessUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A participant that remembers all it was told. */
final class TestParticipant implements Outlet {
    private final DocumentHost host;
    private final String name;
    private final Seat seat;
    private final List<ServerMessage> messages = new ArrayList<>();
    private long frames;
    private int settledBytes;
    private @Nullable CloseReason closed;

    TestParticipant(DocumentHost host, String name) {
        this.host = host;
        this.name = name;
        seat = new Seat(
                new Admission(
                        HostHarness.WORKFLOW,
                        HostHarness.PROJECT,
                        null,
                        new Principal(name, Map.of()),
                        new SessionId(name),
                        "test",
                        "trace of " + name),
                this);
    }

    String name() {
        return name;
    }

    Seat seat() {
        return seat;
    }

    /** @return the frame's number */
    long sends(UpdateBytes update) {
        host.receive(seat, new ClientMessage.Update(++frames, update.bytes()));
        return frames;
    }

    /** @return the frame's number */
    long sendsStep2(UpdateBytes update) {
        host.receive(seat, new ClientMessage.Step2(++frames, update.bytes()));
        return frames;
    }

    void sendsStep1(byte[] stateVector) {
        host.receive(seat, new ClientMessage.Step1(stateVector));
    }

    void shows(AwarenessUpdate awareness) {
        host.receive(seat, new ClientMessage.Awareness(awareness));
    }

    CompletableFuture<RequestOutcome> asks(DocumentRequest request) {
        Admission admission = seat.admission();
        return asks(request, new Requester(admission.principal(), admission.session(), admission.tool(), null, null));
    }

    /** Asks again with the same key, or for the first time. */
    CompletableFuture<RequestOutcome> asks(DocumentRequest request, RequestKey key) {
        Admission admission = seat.admission();
        return asks(request, new Requester(admission.principal(), admission.session(), admission.tool(), null, key));
    }

    private CompletableFuture<RequestOutcome> asks(DocumentRequest request, Requester requester) {
        CompletableFuture<RequestOutcome> answer = new CompletableFuture<>();
        host.receive(new PendingRequest(request, requester, HostHarness.PROJECT, seat, answer));
        return answer;
    }

    void leaves() {
        host.audience().leave(seat);
    }

    List<ServerMessage> messages() {
        return messages;
    }

    <M extends ServerMessage> List<M> messages(Class<M> type) {
        return messages.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<UpdateBytes> relayed() {
        return messages(ServerMessage.Update.class).stream()
                .map(ServerMessage.Update::update)
                .toList();
    }

    List<Long> acknowledged() {
        return messages(ServerMessage.Acknowledged.class).stream()
                .map(ServerMessage.Acknowledged::frame)
                .toList();
    }

    List<Long> refused() {
        return messages(ServerMessage.Refused.class).stream()
                .map(ServerMessage.Refused::frame)
                .toList();
    }

    List<AwarenessEntry> awareness() {
        return messages.stream()
                .flatMap(message -> switch (message) {
                    case ServerMessage.Awareness(var update) -> update.entries().stream();
                    case ServerMessage.Step1Answer answer -> answer.awareness().entries().stream();
                    case ServerMessage other -> Stream.empty();
                })
                .toList();
    }

    void forgetsMessages() {
        messages.clear();
    }

    @Nullable
    CloseReason closed() {
        return closed;
    }

    int settledBytes() {
        return settledBytes;
    }

    @Override
    public void send(OutboundMessage message) {
        messages.add(message.message());
    }

    @Override
    public void close(CloseReason reason) {
        closed = reason;
    }

    @Override
    public void settled(int lengthBytes) {
        settledBytes += lengthBytes;
    }
}
