package dev.weft.engine.host;

import dev.weft.crdt.Doc;
import dev.weft.engine.host.SimulatedNode.Outcome;
import dev.weft.engine.host.SimulatedStore.Request;
import dev.weft.engine.join.FreshWorkflows;
import dev.weft.engine.log.AppendOutcome;
import dev.weft.engine.request.DocumentRequest;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowSeed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Nodes and clients of one document over one store, driven by a seed: at each step one of all the things that could happen next does. The store's
 * decision, the delivery of its outcome, and a crash are separate steps, so they come in any order.
 */
final class SimulatedCluster {
    /** Small, so that batches get cut. */
    private static final HostSettings SETTINGS =
            HostSettingsBuilder.settings().maxBatchUpdates(3).build();

    /** Far more than any cluster needs to calm down. */
    private static final int MOST_CALMING_STEPS = 100_000;

    private final Random random;
    private final SimulatedStore store;
    private final List<SimulatedNode> nodes = new ArrayList<>();
    private final List<SimulatedClient> clients = new ArrayList<>();

    SimulatedCluster(long seed, int nodeCount, int clientCount) {
        random = new Random(seed);
        WorkflowSeed workflow = new FreshWorkflows(random).seedOf(HostHarness.WORKFLOW);
        store = new SimulatedStore(
                new WorkflowCreated(HostHarness.WORKFLOW, HostHarness.PROJECT, workflow.name(), workflow.update(), 0));
        for (int i = 0; i < nodeCount; i++) {
            nodes.add(new SimulatedNode(store, SETTINGS, random));
        }
        for (int i = 0; i < clientCount; i++) {
            clients.add(new SimulatedClient(1 + i, store));
        }
    }

    /** Lets so many things happen, faults among them, and checks the invariants after each. */
    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            switch (random.nextInt(40)) {
                case 0 -> pick(nodes).wake();
                case 1 -> store.failNextRead();
                case 2 -> breakConnection();
                case 3 -> loseRequest();
                case 4 -> loseOutcome();
                case 5 -> pick(nodes).evict();
                case 6 -> {
                    if (random.nextInt(4) == 0) {
                        pick(nodes).crash();
                    }
                }
                case 7, 8, 9 -> connect(pick(clients));
                case 10, 11, 12, 13, 14, 15 -> pick(clients).edit(random);
                case 16 -> pick(nodes).ask(anyRequest());
                case 17 -> pick(nodes).rest();
                default -> happenNext();
            }
            nodes.forEach(SimulatedNode::check);
        }
    }

    /** Anything but a purge, after which clients would be refused. */
    private DocumentRequest anyRequest() {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> new DocumentRequest.Save();
            case 3 -> new DocumentRequest.Reset(null);
            case 4 -> {
                String name = "renamed " + random.nextInt(100);
                yield new DocumentRequest.Edit(
                        document -> document.getMap("workflow").set("name", name), null);
            }
            case 5 ->
                new DocumentRequest.ChangeSaved(SampleDocument.draft("deployed " + random.nextInt(3)), "deploy", null);
            case 6 -> new DocumentRequest.Delete();
            default -> new DocumentRequest.Undelete();
        };
    }

    /** No more faults and edits: everybody connects, all that is under way arrives, and the nodes hear of each other. */
    void calmDown() {
        store.heal();
        finishAll();
        clients.forEach(this::connect);
        finishAll();
        nodes.forEach(SimulatedNode::wake);
        finishAll();
        nodes.forEach(SimulatedNode::check);
    }

    private void finishAll() {
        for (int step = 0; happenNext(); step++) {
            if (step > MOST_CALMING_STEPS) {
                throw new AssertionError("the cluster never comes to rest");
            }
        }
    }

    /** One of all that is under way goes its next step. */
    private boolean happenNext() {
        List<Runnable> possible = new ArrayList<>();
        for (Request request : store.undecided()) {
            possible.add(() -> decide(request));
        }
        for (SimulatedNode node : nodes) {
            for (Outcome outcome : node.outcomes()) {
                possible.add(() -> node.hear(outcome));
            }
            for (UUID retry : node.retries()) {
                possible.add(() -> node.retry(retry));
            }
            for (SimulatedConnection connection : node.connections()) {
                if (connection.isBroken() || !connection.toNode().isEmpty()) {
                    possible.add(() -> node.read(connection));
                }
                if (!connection.toClient().isEmpty()) {
                    possible.add(() -> connection
                            .client()
                            .hear(connection, connection.toClient().remove()));
                }
            }
        }
        if (possible.isEmpty()) {
            return false;
        }
        pick(possible).run();
        return true;
    }

    private void decide(Request request) {
        boolean stored = store.decide(request);
        request.node().learn(request, stored ? new AppendOutcome.Committed() : new AppendOutcome.Conflict());
    }

    /** The connection breaks: before the attempt arrives, after it did, or while nobody knows and it is still under way. */
    private void loseRequest() {
        if (store.undecided().isEmpty()) {
            return;
        }
        Request request = pick(store.undecided());
        switch (random.nextInt(3)) {
            case 0 -> store.lose(request);
            case 1 -> store.decide(request);
            default -> {}
        }
        request.node().learn(request, unknown());
    }

    /** An outcome turns into a time-out on its way. */
    private void loseOutcome() {
        SimulatedNode node = pick(nodes);
        if (!node.outcomes().isEmpty()) {
            int index = random.nextInt(node.outcomes().size());
            node.outcomes().set(index, new Outcome(node.outcomes().get(index).appendId(), unknown()));
        }
    }

    private static AppendOutcome unknown() {
        return new AppendOutcome.Unknown(new RuntimeException("time-out"));
    }

    private void breakConnection() {
        SimulatedConnection connection = pick(clients).connection();
        if (connection != null) {
            connection.breakOff(random.nextBoolean());
        }
    }

    private void connect(SimulatedClient client) {
        if (client.connection() == null) {
            pick(nodes).accept(client);
        }
    }

    /** Replicas may cut the same content into other structs, so bytes can't be compared. */
    private void checkSame(SimulatedClient client) {
        Typist log = new Typist(0);
        log.hears(new UpdateBytes(store.lastFold()));
        Doc doc = client.typist().doc();
        boolean same = client.typist().text().equals(log.text())
                && Arrays.equals(doc.encodeStateVector(), log.doc().encodeStateVector())
                && doc.contains(store.lastFold())
                && log.doc().contains(doc.encodeStateAsUpdate());
        if (!same || doc.hasPending()) {
            throw new AssertionError(
                    client.name() + " has \"" + client.typist().text() + "\" and the log \"" + log.text() + "\"");
        }
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    int versions() {
        return store.standing().versions().size();
    }

    int events() {
        return store.length();
    }

    /** Nothing an editor made is missing, and everybody has the same document as the log. */
    void checkThatNothingIsLost() {
        for (SimulatedClient client : clients) {
            for (UpdateBytes update : client.made()) {
                if (!store.holdsAllOf(update)) {
                    throw new AssertionError("an edit of " + client.name() + " isn't in the log");
                }
            }
            checkSame(client);
        }
        for (SimulatedNode node : nodes) {
            @Nullable DocumentHost host = node.host();
            if (host != null && host.nextSequence() != store.length()) {
                throw new AssertionError("a node knows " + host.nextSequence() + " of " + store.length() + " events");
            }
        }
    }
}
