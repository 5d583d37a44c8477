package dev.weft.engine.host;

import dev.weft.engine.access.Principal;
import dev.weft.engine.workflow.SessionId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** A socket between a client and a node: a queue each way, and an end that the two sides notice at different times. */
final class SimulatedConnection implements Outlet {
    private final SimulatedClient client;
    private final SimulatedNode node;
    private final Seat seat;
    private final Deque<ClientMessage> toNode = new ArrayDeque<>();
    private final Deque<ServerMessage> toClient = new ArrayDeque<>();
    private boolean broken;

    SimulatedConnection(SimulatedClient client, SimulatedNode node) {
        this.client = client;
        this.node = node;
        seat = new Seat(
                new Admission(
                        HostHarness.WORKFLOW,
                        HostHarness.PROJECT,
                        null,
                        new Principal(client.name(), Map.of()),
                        new SessionId(client.name()),
                        null,
                        null),
                this);
    }

    SimulatedClient client() {
        return client;
    }

    SimulatedNode node() {
        return node;
    }

    Seat seat() {
        return seat;
    }

    Deque<ClientMessage> toNode() {
        return toNode;
    }

    Deque<ServerMessage> toClient() {
        return toClient;
    }

    boolean isBroken() {
        return broken;
    }

    /** What is on its way is lost: all of it to the client, and to the node what {@code loseFrames} says. */
    void breakOff(boolean loseFrames) {
        broken = true;
        toClient.clear();
        if (loseFrames) {
            toNode.clear();
        }
        client.lost(this);
    }

    @Override
    public void send(OutboundMessage message) {
        if (!broken) {
            toClient.add(message.message());
        }
    }

    @Override
    public void close(CloseReason reason) {
        breakOff(true);
    }

    @Override
    public void settled(int lengthBytes) {}
}
