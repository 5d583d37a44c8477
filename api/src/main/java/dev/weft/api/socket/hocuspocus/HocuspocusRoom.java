package dev.weft.api.socket.hocuspocus;

import dev.weft.api.auth.AuthenticationUnavailableException;
import dev.weft.api.auth.Caller;
import dev.weft.api.auth.UnauthenticatedException;
import dev.weft.api.problem.RequestRefusedException;
import dev.weft.api.room.OpenRequests;
import dev.weft.api.room.RoomPush;
import dev.weft.api.socket.CloseStatus;
import dev.weft.api.socket.JoinParameters;
import dev.weft.api.socket.YjsFrames;
import dev.weft.engine.access.Role;
import dev.weft.engine.host.Admission;
import dev.weft.engine.host.ClientMessage;
import dev.weft.engine.host.CloseReason;
import dev.weft.engine.host.FrameRefusal;
import dev.weft.engine.host.OutboundMessage;
import dev.weft.engine.host.Participant;
import dev.weft.engine.host.ParticipantSocket;
import dev.weft.engine.host.ServerMessage;
import dev.weft.engine.join.JoinOutcome;
import dev.weft.engine.join.JoinRefusal;
import dev.weft.sync.SyncMessage;
import dev.weft.sync.awareness.AwarenessUpdate;
import dev.weft.sync.hocuspocus.HocuspocusAddress;
import dev.weft.sync.hocuspocus.HocuspocusFrame;
import dev.weft.sync.hocuspocus.HocuspocusMessage;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One document at one address of a socket, from the first frame that is addressed to it. Until its client is authenticated its messages are held; then they
 * go to the document in their order. Each update and step 2 is answered by one sync status, once it is durable.
 *
 * <p>{@link #receive} is called by the reading thread; what the document says comes on a thread of its own.
 */
final class HocuspocusRoom implements ParticipantSocket {

    private final HocuspocusAddress address;
    private final HocuspocusConnection socket;
    private final HeldMessages held;
    private final TokenWatch tokenWatch;
    private final OpenRequests openRequests;
    private final Consumer<RoomPush> broadcastListener = this::push;

    private volatile @Nullable Participant participant;
    private volatile @Nullable Admission admission;
    private volatile boolean understandsClose;
    private volatile boolean denied;
    private long framesRead;

    HocuspocusRoom(HocuspocusAddress address, HocuspocusConnection socket) {
        this.address = address;
        this.socket = socket;
        held = new HeldMessages(socket);
        openRequests = new OpenRequests(socket.limits().openRequests());
        tokenWatch = new TokenWatch(
                socket.expiries(), () -> tell(new HocuspocusMessage.TokenRequest()), () -> end("token has expired"));
    }

    HocuspocusAddress address() {
        return address;
    }

    /** @param lengthBytes of the frame */
    void receive(HocuspocusMessage message, int lengthBytes) throws InterruptedException {
        switch (message) {
            case HocuspocusMessage.Token(String text, String providerVersion) -> {
                socket.slowDown();
                understandsClose |= providerVersion != null || text.isEmpty(); // older ones send no empty tokens
                authenticate(text);
            }
            case HocuspocusMessage.Sync(SyncMessage.Step1 step1) -> {
                if (participant == null && !denied) {
                    enterWithoutToken();
                }
                say(step1, lengthBytes);
            }
            case HocuspocusMessage.Sync(SyncMessage sync) -> say(sync, lengthBytes);
            case HocuspocusMessage.Awareness(AwarenessUpdate update) ->
                say(to -> to.receive(new ClientMessage.Awareness(update)), false, lengthBytes);
            case HocuspocusMessage.QueryAwareness() ->
                say(to -> to.receive(new ClientMessage.AwarenessQuery()), false, lengthBytes);
            case HocuspocusMessage.Stateless(String payload) -> say(to -> request(to, payload), false, lengthBytes);
            case HocuspocusMessage.Leave() -> {
                leave();
                socket.remove(this);
            }
            case HocuspocusMessage.SyncReply reply -> refuse("a sync reply, which is between servers");
            case HocuspocusMessage.BroadcastStateless broadcast ->
                refuse("a stateless broadcast, which is between servers");
            case HocuspocusMessage.TokenRequest fromServer -> refuse("a token request from a client");
            case HocuspocusMessage.PermissionDenied fromServer -> refuse("a denial from a client");
            case HocuspocusMessage.Authenticated fromServer -> refuse("an authentication from a client");
            case HocuspocusMessage.Close fromServer -> refuse("a reason to close from a client");
            case HocuspocusMessage.SyncStatus fromServer -> refuse("a sync status from a client");
            case HocuspocusMessage.Unknown unknown -> {}
        }
    }

    private void refuse(String what) throws InterruptedException {
        socket.slowDown();
        socket.onMalformed(this, what);
    }

    private void say(SyncMessage message, int lengthBytes) throws InterruptedException {
        boolean isStep1 = message instanceof SyncMessage.Step1;
        say(to -> to.receive(YjsFrames.messageOf(message, framesRead++)), isStep1, lengthBytes);
    }

    private void say(HeldMessages.Message message, boolean isStep1, int lengthBytes) throws InterruptedException {
        Participant entered = participant;
        if (entered != null) {
            message.sayTo(entered);
            return;
        }
        socket.slowDown();
        if (!denied) {
            held.hold(message, isStep1, lengthBytes);
        } else if (isStep1) {
            held.forget();
            held.hold(message, true, lengthBytes);
        }
    }

    /**
     * A provider of version 2 that has no token sends none, and begins by step 1. Whoever does so comes in where strangers may, or by the token of its
     * socket; else it waits for a token like any other.
     */
    private void enterWithoutToken() throws InterruptedException {
        Caller caller;
        try {
            caller = socket.entrance().authenticate(socket.request().token());
        } catch (UnauthenticatedException | AuthenticationUnavailableException e) {
            return;
        }
        enter(caller, false);
    }

    private void authenticate(String text) throws InterruptedException {
        Caller caller;
        try {
            caller = socket.entrance()
                    .authenticate(text.isEmpty() ? socket.request().token() : text);
        } catch (UnauthenticatedException refusal) {
            deny(refusal.getMessage());
            return;
        } catch (AuthenticationUnavailableException e) {
            socket.end(CloseStatus.TRY_AGAIN_LATER);
            return;
        }
        Participant entered = participant;
        Admission present = admission;
        if (entered == null || present == null) {
            enter(caller, true);
        } else if (present.principal().id().equals(caller.principal().id())) {
            entered.renew(caller.principal());
            admission = present.renewed(caller.principal());
            tokenWatch.begin(caller);
            tellScope();
        } else {
            deny("the token is somebody else's");
        }
    }

    /** @param withReply whether the client sent a token, and hears what came of it */
    private void enter(Caller caller, boolean withReply) throws InterruptedException {
        JoinOutcome outcome;
        try {
            RoomName name = RoomName.parse(address.documentName());
            JoinParameters parameters = JoinParameters.of(
                    name.workflowId(),
                    name.version(),
                    socket.request().parameters()::get,
                    socket.entrance().defaultProject());
            outcome =
                    socket.entrance().join(parameters, caller, socket.request().traceId());
        } catch (RequestRefusedException refusal) {
            deny(refusal.getMessage());
            return;
        }
        switch (outcome) {
            case JoinOutcome.Refused(JoinRefusal.Unavailable unavailable) -> socket.end(CloseStatus.TRY_AGAIN_LATER);
            case JoinOutcome.Refused(JoinRefusal reason) -> deny(reason.text());
            case JoinOutcome.Joined joined -> {
                admission = joined.admission();
                denied = false;
                if (withReply) {
                    tellScope();
                }
                Participant entered = socket.entrance().enter(joined.admission(), this);
                participant = entered;
                socket.requests().broadcasts().enter(joined.admission(), broadcastListener);
                tokenWatch.begin(caller);
                if (denied || socket.isClosed()) {
                    leave(); // somebody ended this before there was a participant to see
                    return;
                }
                socket.authenticated();
                held.sayAllTo(entered);
            }
        }
    }

    private void deny(String reason) {
        denied = true;
        leave();
        held.keepLastStep1Only();
        tell(new HocuspocusMessage.PermissionDenied(reason));
    }

    private void request(Participant entered, String payload) throws InterruptedException {
        socket.slowDown();
        StatelessRequest request;
        try {
            request = StatelessRequest.parse(payload);
        } catch (IllegalArgumentException e) {
            tellRefusal("stateless message: " + e.getMessage());
            return;
        }
        if (!openRequests.begin()) {
            tell(new HocuspocusMessage.Stateless(request.reply(openRequests.tooMany())));
            return;
        }
        socket.requests()
                .answer(admitted(), entered, request.event(), request.payload())
                .thenAccept(reply -> {
                    openRequests.end();
                    tell(new HocuspocusMessage.Stateless(request.reply(reply)));
                });
    }

    private Admission admitted() {
        return Objects.requireNonNull(admission, "nobody is heard or told before they are admitted");
    }

    @Override
    public void sendAll(List<OutboundMessage> messages) throws IOException {
        socket.together(() -> ParticipantSocket.super.sendAll(messages));
    }

    @Override
    public void send(OutboundMessage outbound) throws IOException {
        switch (outbound.message()) {
            case ServerMessage.Step1Answer(byte[] update, byte[] stateVector, AwarenessUpdate awareness) -> {
                if (!awareness.isEmpty()) {
                    write(YjsFrames.awareness(awareness));
                }
                write(YjsFrames.step1(stateVector));
                write(YjsFrames.step2(update));
            }
            case ServerMessage.Update update -> write(YjsFrames.toMany(outbound));
            case ServerMessage.Awareness awareness -> write(YjsFrames.toMany(outbound));
            case ServerMessage.Acknowledged acknowledged -> {
                socket.forgetMalformed();
                write(new HocuspocusMessage.SyncStatus(true));
            }
            case ServerMessage.RoleChanged(Role role) -> write(new HocuspocusMessage.Authenticated(!role.mayWrite()));
            case ServerMessage.Saved saved -> push(RoomPush.of(saved, admitted()));
            case ServerMessage.UpdatedExternally updated -> push(RoomPush.of(updated, admitted()));
            case ServerMessage.Refused(long frame, FrameRefusal reason) -> {
                if (frame != ServerMessage.Refused.NO_FRAME) {
                    write(new HocuspocusMessage.SyncStatus(false));
                }
                if (reason instanceof FrameRefusal.Malformed(String detail)) {
                    socket.onMalformed(this, detail);
                } else {
                    tellRefusal(reason.text());
                }
            }
        }
    }

    @Override
    public void close(CloseReason reason) {
        if (reason == CloseReason.ACCESS_LOST) {
            end(CloseStatus.ACCESS_LOST.reason());
        } else {
            socket.end(CloseStatus.of(reason)); // a provider comes back to a room only when its socket is closed
        }
    }

    /** The client may not be here any more; it may try again with another token. */
    private void end(String reason) {
        denied = true;
        leave();
        tell(new HocuspocusMessage.PermissionDenied(reason));
        if (understandsClose) {
            tell(new HocuspocusMessage.Close(reason));
        }
    }

    /** Does nothing when called again, or when there was nobody. Any thread may call it. */
    void leave() {
        tokenWatch.end();
        Participant entered = participant;
        participant = null;
        if (entered != null) {
            socket.requests().broadcasts().leave(admitted(), broadcastListener);
            entered.leave();
        }
    }

    private void tellScope() {
        Admission present = admission;
        if (present != null) {
            tell(new HocuspocusMessage.Authenticated(!socket.entrance().mayWrite(present)));
        }
    }

    /** Says why something of the client's was not done, where the protocol has no place for reasons. */
    void tellRefusal(String reason) {
        push(RoomPush.refused(reason));
    }

    private void push(RoomPush push) {
        tell(new HocuspocusMessage.Stateless(StatelessRequest.push(push)));
    }

    private void tell(HocuspocusMessage message) {
        socket.send(new HocuspocusFrame(address, message).encode());
    }

    private void write(HocuspocusMessage message) throws IOException {
        socket.write(new HocuspocusFrame(address, message).encode());
    }

    private void write(byte[] yjsFrame) throws IOException {
        socket.write(HocuspocusFrame.carrying(address, yjsFrame));
    }
}
