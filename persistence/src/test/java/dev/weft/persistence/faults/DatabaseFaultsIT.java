package dev.weft.persistence.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.persistence.database.DatabaseSettings;
import dev.weft.persistence.database.WeftDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the database does to people who type, and what becomes of their edits: none that was acknowledged is lost, none is refused, all arrive.
 *
 * <p>{@code .ci/faults} runs it at length: {@code -Dfaults.kills=50 -Dfaults.seconds=30}.
 */
class DatabaseFaultsIT {

    private static final int KILLS = Integer.getInteger("faults.kills", 3);
    private static final int SECONDS_UNREACHABLE = Integer.getInteger("faults.seconds", 3);
    private static final int TYPISTS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    private final List<Typist> typists = new ArrayList<>();
    private ExecutorService threads;
    private WeftDatabase database;
    private Node node;

    @BeforeEach
    void open() {
        threads = Executors.newVirtualThreadPerTaskExecutor();
        database = WeftDatabase.open(DatabaseSettings.embedded(folder).withMaxConnections(4));
    }

    private void startTyping(WeftDatabase used) {
        node = Node.over(used);
        for (int i = 0; i < TYPISTS; i++) {
            Typist typist = new Typist(node, node.createdWorkflow());
            typists.add(typist);
            threads.execute(typist);
        }
        awaitProgress();
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        node.close();
        database.close();
    }

    @Test
    void postgresIsKilledUnderLoad() throws Exception {
        startTyping(database);
        for (int kill = 1; kill <= KILLS; kill++) {
            Thread.sleep(ThreadLocalRandom.current().nextInt(300));
            killPostgres();
            awaitProgress();
            System.out.printf("PostgreSQL killed %d times, %d edits acknowledged%n", kill, acknowledged());
        }

        assertNothingIsLost();
    }

    @Test
    void databaseIsUnreachableForAWhile() throws Exception {
        int port = Integer.parseInt(postmasterFile().get(3));
        try (FaultyNetwork network = new FaultyNetwork(port);
                WeftDatabase farAway = WeftDatabase.open(throughPort(network.port()))) {
            startTyping(farAway);
            network.cut();
            long before = acknowledged();
            Thread.sleep(Duration.ofSeconds(SECONDS_UNREACHABLE));
            long meanwhile = acknowledged() - before;
            network.mend();
            awaitProgress();
            System.out.printf(
                    "unreachable for %d s: %d edits acknowledged meanwhile, %d in the end%n",
                    SECONDS_UNREACHABLE, meanwhile, acknowledged());

            assertThat(meanwhile).as("what was under way when the way was cut").isLessThan(1_000);
            assertNothingIsLost();
            node.close();
        }
    }

    @Test
    void poolIsExhausted() throws Exception {
        startTyping(database);
        List<Connection> taken = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            taken.add(database.dataSource().getConnection());
        }
        awaitProgress();
        awaitProgress();
        for (Connection connection : taken) {
            connection.close();
        }
        System.out.printf("all connections taken: %d edits acknowledged in the end%n", acknowledged());

        assertNothingIsLost();
    }

    @Test
    void diskIsFullForAWhile() throws Exception {
        Optional<SmallDisk> mounted = SmallDisk.mount(folder.resolve("small"));
        assumeTrue(mounted.isPresent(), "needs the permission to mount a file system");
        try (SmallDisk disk = mounted.get();
                WeftDatabase small = WeftDatabase.open(
                        DatabaseSettings.embedded(disk.folder().resolve("data")))) {
            startTyping(small);
            disk.fill();
            awaitStandstill();
            long before = acknowledged();
            Thread.sleep(Duration.ofSeconds(SECONDS_UNREACHABLE));
            assertThat(acknowledged()).as("there is no room for more").isEqualTo(before);
            disk.free();
            awaitProgress();
            System.out.printf(
                    "disk full for %d s: %d edits acknowledged before, %d in the end%n",
                    SECONDS_UNREACHABLE, before, acknowledged());

            assertNothingIsLost(small);
            node.close();
        }
    }

    private void assertNothingIsLost() throws InterruptedException {
        assertNothingIsLost(database);
    }

    private void assertNothingIsLost(WeftDatabase used) throws InterruptedException {
        typists.forEach(Typist::stop);
        threads.shutdown();
        assertThat(threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("all edits are acknowledged in the end")
                .isTrue();
        NothingLost.assertIn(used, List.of(node), typists);
    }

    private void awaitProgress() {
        long before = acknowledged();
        await().atMost(PATIENCE).until(() -> acknowledged() > before + TYPISTS);
    }

    private void awaitStandstill() {
        await().atMost(PATIENCE).during(Duration.ofSeconds(1)).until(new Callable<>() {
            private long last = -1;

            @Override
            public Boolean call() {
                long before = last;
                last = acknowledged();
                return last == before;
            }
        });
    }

    private long acknowledged() {
        return typists.stream().mapToLong(Typist::acknowledgedCount).sum();
    }

    private DatabaseSettings throughPort(int port) throws Exception {
        String password = Files.readString(folder.resolve("postgres.password")).strip();
        return DatabaseSettings.external("jdbc:postgresql://127.0.0.1:" + port + "/weft", "weft", password);
    }

    /** The postmaster only: its children end when they notice. */
    private void killPostgres() throws Exception {
        long pid = Long.parseLong(postmasterFile().getFirst());
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Lines: process, folder, start time, port, … */
    private List<String> postmasterFile() throws Exception {
        try (var files = Files.walk(folder)) {
            Path file = files.filter(each -> each.endsWith("postmaster.pid"))
                    .findFirst()
                    .orElseThrow();
            return Files.readAllLines(file).stream().map(String::strip).toList();
        }
    }
}
