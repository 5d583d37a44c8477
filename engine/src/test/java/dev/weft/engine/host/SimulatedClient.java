package dev.weft.engine.host;

import dev.weft.engine.workflow.UpdateBytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A stock client: keeps its document while it is offline, syncs when it connects, sends each edit at once. */
final class SimulatedClient {
    private final String name;
    private final Typist typist;
    private final SimulatedStore store;
    private final List<UpdateBytes> made = new ArrayList<>();
    private final Map<Long, UpdateBytes> sent = new HashMap<>();
    private long frames;
    private @Nullable SimulatedConnection connection;

    SimulatedClient(long clientId, SimulatedStore store) {
        this.name = "client-" + clientId;
        this.typist = new Typist(clientId);
        this.store = store;
    }

    String name() {
        return name;
    }

    Typist typist() {
        return typist;
    }

    List<UpdateBytes> made() {
        return made;
    }

    @Nullable
    SimulatedConnection connection() {
        return connection;
    }

    void connectedBy(SimulatedConnection newConnection) {
        connection = newConnection;
        newConnection.toNode().add(new ClientMessage.Step1(typist.doc().encodeStateVector()));
    }

    void lost(SimulatedConnection lost) {
        if (connection == lost) {
            connection = null;
        }
    }

    void edit(RandomGenerator random) {
        int length = typist.length();
        UpdateBytes update = length > 0 && random.nextInt(4) == 0
                ? typist.deletes(random.nextInt(length), 1)
                : typist.inserts(random.nextInt(length + 1), Character.toString('a' + random.nextInt(26)));
        made.add(update);
        if (connection != null) {
            connection.toNode().add(new ClientMessage.Update(number(update), update.bytes()));
        }
    }

    void hear(SimulatedConnection from, ServerMessage message) {
        switch (message) {
            case ServerMessage.Step1Answer(byte[] update, byte[] stateVector, var awareness) -> {
                // The document passes on what waits for something missing, too, which it doesn't count as contained.
                if (!store.holdsAllOf(new UpdateBytes(update)) && !store.hasPending()) {
                    throw new AssertionError(name + " was told what isn't in the log");
                }
                typist.hears(new UpdateBytes(update));
                UpdateBytes missing = new UpdateBytes(typist.doc().encodeStateAsUpdate(stateVector));
                from.toNode().add(new ClientMessage.Step2(number(missing), missing.bytes()));
            }
            case ServerMessage.Update(UpdateBytes update) -> {
                // Several come as one, of which the log counts what waits for something missing as not contained.
                if (!store.holdsAllOf(update) && !store.hasPending()) {
                    throw new AssertionError(name + " sees what isn't in the log");
                }
                typist.hears(update);
            }
            case ServerMessage.Acknowledged(long frame, UpdateBytes update) -> {
                if (!update.equals(sent.remove(frame))) {
                    throw new AssertionError(name + ": frame " + frame + " was acknowledged with another's update");
                }
                if (!store.holdsAllOf(update)) {
                    throw new AssertionError(name + ": frame " + frame + " was acknowledged and isn't in the log");
                }
            }
            case ServerMessage.Refused refused -> throw new AssertionError(name + " was refused: " + refused);
            case ServerMessage.Awareness awareness -> {}
            case ServerMessage.RoleChanged changed -> {}
            case ServerMessage.Saved saved -> {}
            case ServerMessage.UpdatedExternally updated -> {}
        }
    }

    private long number(UpdateBytes update) {
        sent.put(++frames, update);
        return frames;
    }
}
