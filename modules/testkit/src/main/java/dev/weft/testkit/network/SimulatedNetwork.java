package dev.weft.testkit.network;

import dev.weft.sync.SyncMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Connects every replica with every other, and lets a seed decide which message arrives when.
 *
 * <p>A message may be late, come before earlier ones, or come twice. It is lost only with its connection: when a partition
 * is drawn between its ends, or one of them crashes. A connection that comes back is brought up to date by the sync
 * protocol. Whatever happened, {@link #exchangeEverything} ends with every replica knowing all.
 *
 * <p>Single-threaded; the same seed and the same edits give the same run.
 */
public final class SimulatedNetwork {
    private static final int ROUNDS_UNTIL_QUIET = 1_000_000;

    private record Message(int from, int to, SyncMessage content) {}

    private final SplittableRandom random;
    private final List<Replica> replicas;
    private final List<Message> inFlight = new ArrayList<>();

    /** The side that each replica is on; those on the same side are connected. */
    private final int[] sides;

    private SimulatedNetwork(long seed, List<Replica> replicas) {
        this.random = new SplittableRandom(seed);
        this.replicas = replicas;
        this.sides = new int[replicas.size()];
        for (int i = 0; i < replicas.size(); i++) {
            int from = i;
            replicas.get(i).onEdit(update -> broadcast(from, new SyncMessage.Update(update)));
        }
    }

    /** Replicas 1 to {@code count}, all connected, all with garbage collection. */
    public static SimulatedNetwork of(long seed, int count) {
        return of(seed, count, true);
    }

    /** Replicas 1 to {@code count}, all connected. */
    public static SimulatedNetwork of(long seed, int count, boolean gc) {
        return new SimulatedNetwork(
                seed,
                IntStream.rangeClosed(1, count)
                        .mapToObj(number -> new Replica(number, gc))
                        .toList());
    }

    /** @param number 1 to the number of replicas */
    public Replica replica(int number) {
        return replicas.get(number - 1);
    }

    public List<Replica> replicas() {
        return replicas;
    }

    /** Messages that are under way. */
    public int inFlight() {
        return inFlight.size();
    }

    /** Lets a random message arrive, once in ten times without taking it from the network. Nothing if there is none. */
    public void deliverOne() {
        if (inFlight.isEmpty()) {
            return;
        }
        int index = random.nextInt(3) == 0 ? random.nextInt(inFlight.size()) : 0;
        Message message = random.nextInt(10) == 0 ? inFlight.get(index) : inFlight.remove(index);
        deliver(message);
    }

    private void deliver(Message message) {
        replicas.get(message.to).receive(message.content, answer -> send(message.to, message.from, answer));
    }

    /** Splits the replicas into two sides at random; what is under way between them is lost. */
    public void partition() {
        int[] before = sides.clone();
        for (int i = 0; i < sides.length; i++) {
            sides[i] = random.nextInt(2);
        }
        reconnect(before);
    }

    /** Ends a partition. */
    public void heal() {
        int[] before = sides.clone();
        Arrays.fill(sides, 0);
        reconnect(before);
    }

    private void reconnect(int[] before) {
        inFlight.removeIf(message -> sides[message.from] != sides[message.to]);
        for (int a = 0; a < sides.length; a++) {
            for (int b = 0; b < a; b++) {
                if (before[a] != before[b] && sides[a] == sides[b]) {
                    connect(a, b);
                }
            }
        }
    }

    /** A random replica writes what it knows of others' edits to disk; its own are there already. */
    public void saveOne() {
        replicas.get(random.nextInt(replicas.size())).save();
    }

    /** A random replica forgets what isn't on its disk; what was under way from and to it is lost. */
    public void crashOne() {
        int crashed = random.nextInt(replicas.size());
        inFlight.removeIf(message -> message.from == crashed || message.to == crashed);
        replicas.get(crashed).crash();
        for (int other = 0; other < sides.length; other++) {
            if (other != crashed && sides[other] == sides[crashed]) {
                connect(crashed, other);
            }
        }
    }

    /** A random event: mostly a delivery, sometimes a partition, its end, a save or a crash. */
    public void step() {
        switch (random.nextInt(40)) {
            case 0 -> partition();
            case 1 -> heal();
            case 2 -> saveOne();
            case 3 -> crashOne();
            default -> deliverOne();
        }
    }

    /** Ends partitions, and goes on until nothing is under way and every pair has asked each other what it lacks. */
    public void exchangeEverything() {
        heal();
        deliverAll();
        for (int a = 0; a < sides.length; a++) {
            for (int b = 0; b < a; b++) {
                connect(a, b);
            }
        }
        deliverAll();
    }

    private void deliverAll() {
        for (int round = 0; !inFlight.isEmpty(); round++) {
            if (round == ROUNDS_UNTIL_QUIET) {
                throw new IllegalStateException("the network doesn't come to rest: " + inFlight.size() + " in flight");
            }
            deliverOne();
        }
    }

    private void connect(int a, int b) {
        send(a, b, replicas.get(a).step1());
        send(b, a, replicas.get(b).step1());
    }

    private void broadcast(int from, SyncMessage message) {
        for (int to = 0; to < sides.length; to++) {
            if (to != from) {
                send(from, to, message);
            }
        }
    }

    private void send(int from, int to, SyncMessage message) {
        if (sides[from] == sides[to]) {
            inFlight.add(new Message(from, to, message));
        }
    }
}
