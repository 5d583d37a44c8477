package dev.weft.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class EmbeddedDatabaseIT {

    /** One for all tests, each of which leaves it stopped: making a cluster takes seconds. */
    @TempDir
    private static Path folder;

    @Test
    void whatIsCommittedIsDurable() {
        try (var database = open()) {
            JdbcClient client = JdbcClient.create(database.dataSource());

            assertThat(client.sql("SHOW fsync").query(String.class).single()).isEqualTo("on");
            assertThat(client.sql("SHOW synchronous_commit").query(String.class).single())
                    .isEqualTo("on");
            assertThat(client.sql("SHOW full_page_writes").query(String.class).single())
                    .isEqualTo("on");
        }
    }

    @Test
    void eachSessionIsBoundedInTime() {
        try (var database = open()) {
            JdbcClient client = JdbcClient.create(database.dataSource());

            assertThat(client.sql("SHOW statement_timeout").query(String.class).single())
                    .isEqualTo("20s");
            assertThat(client.sql("SHOW lock_timeout").query(String.class).single())
                    .isEqualTo("10s");
            assertThat(client.sql("SHOW transaction_timeout")
                            .query(String.class)
                            .single())
                    .isEqualTo("30s");
        }
    }

    @Test
    void onlyThisMachineReachesIt() throws IOException {
        try (var database = open()) {
            int port = Notes.port(database);
            Optional<InetAddress> outward = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .findAny();

            assertThat(JdbcClient.create(database.dataSource())
                            .sql("SHOW listen_addresses")
                            .query(String.class)
                            .single())
                    .isEqualTo("127.0.0.1");
            outward.ifPresent(address ->
                    assertThatThrownBy(() -> new Socket(address, port).close()).isInstanceOf(IOException.class));
        }
    }

    @Test
    void lastUserStopsIt() throws IOException {
        var first = open();
        var second = open();
        Notes.write(first, "by two users in one process");

        first.close();
        assertThat(Notes.read(second)).contains("by two users in one process");
        assertThat(runningServer()).isPresent();

        second.close();
        assertThat(runningServer()).isEmpty();
    }

    @Test
    void dataOutlivesARestart() {
        try (var database = open()) {
            Notes.write(database, "before the restart");
        }

        try (var database = open()) {
            assertThat(Notes.read(database)).contains("before the restart");
        }
    }

    @Test
    void serverLeftByAKilledProcessIsUsedAndThenStopped() throws Exception {
        try (var other = OtherProcess.opening(folder, "before the kill")) {
            long left = runningServer().orElseThrow().processId();
            other.kill();

            try (var database = open()) {
                assertThat(Notes.read(database)).contains("before the kill");
                assertThat(runningServer().orElseThrow().processId()).isEqualTo(left);
            }
        }
        assertThat(runningServer()).isEmpty();
    }

    @Test
    void everythingKilledAtOnceLosesNothing() throws Exception {
        try (var other = OtherProcess.opening(folder, "before the crash")) {
            long postmaster = runningServer().orElseThrow().processId();
            other.kill();
            ProcessHandle server = ProcessHandle.of(postmaster).orElseThrow();
            server.destroyForcibly();
            server.onExit().get(30, TimeUnit.SECONDS);

            try (var database = open()) {
                assertThat(Notes.read(database)).contains("before the crash");
            }
        }
    }

    @Test
    void serverKilledUnderItsUsersComesBackByItself() throws Exception {
        assertComesBackAfter("KILL");
    }

    /** A clean stop leaves no file that tells the port. */
    @Test
    void serverStoppedUnderItsUsersComesBackByItself() throws Exception {
        assertComesBackAfter("INT");
    }

    private void assertComesBackAfter(String signal) throws Exception {
        try (var database = open()) {
            Notes.write(database, "before the signal");
            ProcessHandle server =
                    ProcessHandle.of(runningServer().orElseThrow().processId()).orElseThrow();
            new ProcessBuilder("kill", "-" + signal, Long.toString(server.pid()))
                    .start()
                    .waitFor();
            server.onExit().get(30, TimeUnit.SECONDS);

            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> Notes.read(database).contains("before the signal"));
        }
    }

    @Test
    void processIdLeftByACrashMayBelongToSomebodyElse() throws IOException {
        Path file = folder.resolve("postgres/postmaster.pid");
        String written;
        try (var database = open()) {
            Notes.write(database, "before the power went");
            written = Files.readString(file);
        }
        Files.writeString(
                file,
                written.replaceFirst(
                        "\\d+", Long.toString(ProcessHandle.current().pid())));

        try (var database = open()) {
            assertThat(Notes.read(database)).contains("before the power went");
        }
    }

    @Test
    void secondProcessJoinsAndKeepsTheDatabaseWhenTheFirstLeaves() throws Exception {
        try (var first = OtherProcess.opening(folder, "by the first process");
                var second = open()) {
            assertThat(Notes.port(second)).isEqualTo(first.port());

            first.shutDown();

            assertThat(Notes.read(second)).contains("by the first process");
        }
        assertThat(runningServer()).isEmpty();
    }

    @Test
    void firstProcessKeepsTheDatabaseWhenTheSecondLeaves() throws Exception {
        try (var first = open();
                var second = OtherProcess.opening(folder, "by the second process")) {
            second.shutDown();

            assertThat(Notes.read(first)).contains("by the second process");
            assertThat(Notes.port(first)).isEqualTo(second.port());
        }
    }

    private static WeftDatabase open() {
        return WeftDatabase.open(DatabaseSettings.embedded(folder));
    }

    private static Optional<PostmasterFile> runningServer() throws IOException {
        return PostmasterFile.read(folder.toRealPath().resolve("postgres")).filter(PostmasterFile::isAlive);
    }
}
