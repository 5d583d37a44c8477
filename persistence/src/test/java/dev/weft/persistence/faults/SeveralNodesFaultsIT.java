package dev.weft.persistence.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.engine.join.JoinOutcome;
import dev.weft.engine.join.JoinRefusal;
import dev.weft.engine.workflow.JoinKind;
import dev.weft.engine.workflow.SessionId;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.database.FreshDatabase;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.testkit.Seeds;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What three nodes on one database do to each other.
 *
 * <p>{@code .ci/faults} runs it at length: {@code -Dfaults.seconds=60 -Dfaults.ids=10000}.
 */
@ExtendWith(FreshDatabase.class)
class SeveralNodesFaultsIT {

    private static final int SECONDS = Integer.getInteger("faults.seconds", 3);
    private static final int IDS = Integer.getInteger("faults.ids", 50);
    private static final int NODES = 3;
    private static final int TYPISTS_PER_NODE = 3;
    private static final int JOINS_PER_ID = 64;
    private static final int IDS_AT_ONCE = 8;

    /** Of the average that each node must get done, whoever is faster. */
    private static final double LEAST_SHARE = 0.15;

    private static final Duration LONGEST_JUMP = Duration.ofHours(2);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final List<Node> nodes = new ArrayList<>();
    private final List<Typist> typists = new ArrayList<>();
    private WeftDatabase database;
    private ExecutorService threads;

    @BeforeEach
    void open(WeftDatabase fresh) {
        database = fresh;
        threads = Executors.newVirtualThreadPerTaskExecutor();
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        nodes.forEach(Node::close);
    }

    @Test
    void allNodesWriteToOneDocumentAtOnce() throws Exception {
        startNodes(InstantSource.system());
        WorkflowId workflowId = nodes.getFirst().createdWorkflow();
        List<Program> programs = new ArrayList<>();
        for (Node node : nodes) {
            startTyping(node, workflowId);
            programs.add(new Program(node, workflowId, "program " + programs.size()));
        }
        programs.forEach(threads::execute);

        Thread.sleep(Duration.ofSeconds(SECONDS));
        programs.forEach(Program::stop);
        stopTyping();

        System.out.printf(
                "%d nodes wrote to one document for %d s: %d edits acknowledged, %d events; requests done %s, %s not in time, the longest after %s ms%n",
                NODES,
                SECONDS,
                acknowledged(),
                nodes.getFirst().engine.history().lastSequence(workflowId) + 1,
                programs.stream().map(Program::done).toList(),
                programs.stream().map(Program::late).toList(),
                programs.stream().map(Program::longestMillis).toList());
        double average = programs.stream().mapToInt(Program::done).average().orElseThrow();
        assertThat(programs).allSatisfy(program -> {
            assertThat(program.refusals()).isEmpty();
            assertThat(program.done()).as("its turn comes").isGreaterThan((int) (average * LEAST_SHARE));
        });
        NothingLost.assertIn(database, nodes, typists);
    }

    @Test
    void clocksJump() throws Exception {
        long seed = Seeds.of("SeveralNodesFaultsIT.clocksJump", 1)[0];
        Random random = new Random(seed);
        AtomicLong aheadMillis = new AtomicLong();
        startNodes(() -> InstantSource.system().instant().plusMillis(aheadMillis.get()));
        for (Node node : nodes) {
            startTyping(node, nodes.getFirst().createdWorkflow());
        }

        int jumps = 0;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (System.nanoTime() < end) {
            aheadMillis.set(random.nextLong(-LONGEST_JUMP.toMillis(), LONGEST_JUMP.toMillis()));
            jumps++;
            awaitProgress();
        }
        stopTyping();

        System.out.printf("clocks jumped %d times, %d edits acknowledged%n", jumps, acknowledged());
        NothingLost.assertIn(database, nodes, typists);
    }

    @Test
    void manyJoinsRaceForEachId() throws Exception {
        startNodes(InstantSource.system());
        int raced = 0;
        while (raced < IDS) {
            List<WorkflowId> ids = Stream.generate(() -> new WorkflowId(UUID.randomUUID()))
                    .limit(Math.min(IDS_AT_ONCE, IDS - raced))
                    .toList();

            joinAtOnce(ids)
                    .forEach((id, kinds) -> assertThat(kinds)
                            .as("joins of %s", id)
                            .hasSize(JOINS_PER_ID)
                            .containsOnlyOnce(JoinKind.NEW));

            raced += ids.size();
            System.out.printf(
                    "%d ids raced for by %d joins over %d nodes: each created once%n", raced, JOINS_PER_ID, NODES);
        }
        assertThat(eventsOf("workflow-created")).isEqualTo(IDS);
        assertThat(eventsOf("workflow-rejoined")).isEqualTo(IDS * (JOINS_PER_ID - 1));
    }

    private int eventsOf(String type) {
        return JdbcClient.create(database.dataSource())
                .sql("SELECT count(*) FROM weft.event JOIN weft.event_type ON number = type WHERE name = ?")
                .param(type)
                .query(Integer.class)
                .single();
    }

    /** All joins of all ids in one moment. */
    private Map<WorkflowId, List<JoinKind>> joinAtOnce(List<WorkflowId> ids) throws Exception {
        List<Callable<JoinOutcome>> joins = new ArrayList<>();
        for (WorkflowId id : ids) {
            for (int i = 0; i < JOINS_PER_ID; i++) {
                Node node = nodes.get(i % NODES);
                SessionId session = new SessionId("session-" + i);
                joins.add(() -> joinSoonerOrLater(node, id, session));
            }
        }
        List<JoinKind> kinds = new ArrayList<>();
        for (Future<JoinOutcome> outcome : threads.invokeAll(joins)) {
            assertThat(outcome.get()).isInstanceOf(JoinOutcome.Joined.class);
            kinds.add(((JoinOutcome.Joined) outcome.get()).kind());
        }
        Map<WorkflowId, List<JoinKind>> ofEach = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            ofEach.put(ids.get(i), kinds.subList(i * JOINS_PER_ID, (i + 1) * JOINS_PER_ID));
        }
        return ofEach;
    }

    /** As clients do: who finds the server too busy tries again. */
    private static JoinOutcome joinSoonerOrLater(Node node, WorkflowId id, SessionId session) {
        JoinOutcome outcome = node.join(id, session);
        while (outcome instanceof JoinOutcome.Refused(JoinRefusal.Unavailable _)) {
            outcome = node.join(id, session);
        }
        return outcome;
    }

    private void startNodes(InstantSource clock) {
        Stream.generate(() -> Node.over(database, clock)).limit(NODES).forEach(nodes::add);
    }

    private void startTyping(Node node, WorkflowId workflowId) {
        for (int i = 0; i < TYPISTS_PER_NODE; i++) {
            Typist typist = new Typist(node, workflowId);
            typists.add(typist);
            threads.execute(typist);
        }
    }

    private void stopTyping() throws InterruptedException {
        typists.forEach(Typist::stop);
        threads.shutdown();
        assertThat(threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("all edits are acknowledged in the end")
                .isTrue();
    }

    private void awaitProgress() {
        int before = acknowledged();
        await().atMost(PATIENCE).until(() -> acknowledged() > before + typists.size());
    }

    private int acknowledged() {
        return typists.stream().mapToInt(Typist::acknowledgedCount).sum();
    }
}
