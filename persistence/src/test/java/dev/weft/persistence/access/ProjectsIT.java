package dev.weft.persistence.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.engine.access.Principal;
import dev.weft.engine.access.Profile;
import dev.weft.engine.access.ProjectRefusal;
import dev.weft.engine.access.Role;
import dev.weft.engine.access.RoleSource;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.persistence.database.FreshDatabase;
import dev.weft.persistence.database.WeftDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(FreshDatabase.class)
class ProjectsIT {

    private static final Principal OLGA = new Principal("olga", Map.of());
    private static final Principal EVA = new Principal("eva", Map.of());
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private WeftDatabase database;
    private DataSource dataSource;
    private PostgresProjectAccess access;
    private PostgresProjectAccess otherProcess;
    private Projects projects;

    @BeforeEach
    void open(WeftDatabase fresh) {
        database = fresh;
        dataSource = database.dataSource();
        access = PostgresProjectAccess.start(database, RoleSource.MEMBERSHIPS);
        otherProcess = PostgresProjectAccess.start(database, RoleSource.MEMBERSHIPS);
        projects = new Projects(dataSource, access);
    }

    @AfterEach
    void close() {
        access.close();
        otherProcess.close();
    }

    @Test
    void whoMakesAProjectOwnsItAndNobodyElseIsInIt() {
        ProjectId id = projects.create(OLGA, "Imports").id();

        assertThat(access.exists(id)).isTrue();
        assertThat(access.roleOf(OLGA, id)).contains(Role.OWNER);
        assertThat(access.roleOf(EVA, id)).isEmpty();
        assertThat(projects.members(id)).containsExactly(new Membership("olga", Role.OWNER));
        assertThat(projects.of(OLGA)).map(Project::name).containsExactly("Imports");
        assertThat(projects.of(EVA)).isEmpty();
    }

    @Test
    void projectThatNobodyMadeDoesNotExist() {
        ProjectId unknown = new ProjectId(UUID.randomUUID());

        assertThat(access.exists(unknown)).isFalse();
        assertThat(access.roleOf(Principal.withRole("eve", unknown, Role.OWNER), unknown))
                .isEmpty();
        assertThat(projects.setRole(OLGA, unknown, "eva", Role.EDITOR)).contains(new ProjectRefusal.ProjectNotFound());
    }

    @Test
    void changesCountAtOnceHereAndInOtherProcesses() {
        ProjectId id = projects.create(OLGA, "Imports").id();
        assertThat(otherProcess.roleOf(EVA, id)).isEmpty();

        projects.setRole(OLGA, id, "eva", Role.EDITOR);
        assertThat(access.roleOf(EVA, id)).contains(Role.EDITOR);
        await().atMost(AT_ONCE)
                .untilAsserted(() -> assertThat(otherProcess.roleOf(EVA, id)).contains(Role.EDITOR));

        projects.setRole(OLGA, id, "eva", Role.VIEWER);
        assertThat(access.roleOf(EVA, id)).contains(Role.VIEWER);
        await().atMost(AT_ONCE)
                .untilAsserted(() -> assertThat(otherProcess.roleOf(EVA, id)).contains(Role.VIEWER));

        projects.removeMember(OLGA, id, "eva");
        assertThat(access.roleOf(EVA, id)).isEmpty();
        await().atMost(AT_ONCE)
                .untilAsserted(() -> assertThat(otherProcess.roleOf(EVA, id)).isEmpty());
    }

    @Test
    void projectMadeByAnotherProcessIsFoundThoughItWasMissedBefore() {
        ProjectId id = new ProjectId(UUID.randomUUID());
        assertThat(otherProcess.exists(id)).isFalse();

        projects.ensure(id, "Imports");
        projects.update(OLGA, id, "Imports", null, null);

        assertThat(access.exists(id)).isTrue();
    }

    @Test
    void listenersHearOfChangesAfterTheyCount() {
        ProjectId id = projects.create(OLGA, "Imports").id();
        var heard = new ConcurrentLinkedQueue<Optional<Role>>();
        access.whenChanged(project -> heard.add(access.roleOf(EVA, project)));

        projects.setRole(OLGA, id, "eva", Role.EDITOR);

        assertThat(heard).first().isEqualTo(Optional.of(Role.EDITOR));
    }

    @Test
    void brokenConnectionMissesNothing() {
        ProjectId id = projects.create(OLGA, "Imports").id();
        assertThat(otherProcess.roleOf(EVA, id)).isEmpty();
        var client = JdbcClient.create(dataSource);

        client.sql(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()")
                .query()
                .listOfRows();
        client.sql("INSERT INTO weft.membership VALUES (?, 'eva', 'viewer')")
                .param(id.value())
                .update();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(otherProcess.roleOf(EVA, id)).contains(Role.VIEWER));
    }

    @Test
    void refusedChangeChangesNothing() {
        ProjectId id = projects.create(OLGA, "Imports").id();
        projects.setRole(OLGA, id, "eva", Role.EDITOR);

        assertThat(projects.removeMember(OLGA, id, "olga")).contains(new ProjectRefusal.LastOwner());
        assertThat(projects.removeMember(EVA, id, "olga")).get().isInstanceOf(ProjectRefusal.NotAllowed.class);
        assertThat(projects.update(EVA, id, "Mine", null, null)).get().isInstanceOf(ProjectRefusal.NotAllowed.class);
        assertThat(projects.scheduleDeletion(EVA, id, Instant.now()))
                .get()
                .isInstanceOf(ProjectRefusal.NotAllowed.class);
        assertThat(projects.members(id))
                .containsExactly(new Membership("eva", Role.EDITOR), new Membership("olga", Role.OWNER));
        assertThat(projects.find(id)).get().extracting(Project::name).isEqualTo("Imports");
    }

    @Test
    void twoOwnersWhoRemoveEachOtherLeaveOne() throws Exception {
        for (int round = 0; round < 20; round++) {
            ProjectId id = projects.create(OLGA, "Imports").id();
            projects.setRole(OLGA, id, "eva", Role.OWNER);
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Optional<ProjectRefusal>>> both = List.of(
                        executor.submit(() -> projects.removeMember(OLGA, id, "eva")),
                        executor.submit(() -> projects.removeMember(EVA, id, "olga")));
                for (var each : both) {
                    each.get();
                }
            }

            assertThat(projects.members(id))
                    .hasSize(1)
                    .first()
                    .extracting(Membership::role)
                    .isEqualTo(Role.OWNER);
        }
    }

    @Test
    void manyChangesAtOnceEndWithWhatIsStored() throws Exception {
        ProjectId id = projects.create(OLGA, "Imports").id();
        List<Role> roles = List.of(Role.ADMIN, Role.EDITOR, Role.VIEWER);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> changes = IntStream.range(0, 60)
                    .mapToObj(i -> executor.submit(() -> {
                        projects.setRole(OLGA, id, "eva", roles.get(i % 3));
                        otherProcess.roleOf(EVA, id);
                        access.roleOf(EVA, id);
                    }))
                    .toList();
            for (var each : changes) {
                each.get();
            }
        }
        Role stored = projects.members(id).getFirst().role();

        assertThat(access.roleOf(EVA, id)).contains(stored);
        await().atMost(AT_ONCE)
                .untilAsserted(() -> assertThat(otherProcess.roleOf(EVA, id)).contains(stored));
    }

    @Test
    void projectScheduledForDeletionIsGoneForAll() {
        ProjectId id = projects.create(OLGA, "Imports").id();
        Principal support = new Principal("sue", Profile.UNKNOWN, Map.of(), true);
        projects.update(OLGA, id, null, null, true);
        assertThat(access.roleOf(support, id)).contains(Role.EDITOR);

        assertThat(projects.scheduleDeletion(OLGA, id, Instant.now())).isEmpty();

        assertThat(access.exists(id)).isFalse();
        assertThat(access.roleOf(OLGA, id)).isEmpty();
        assertThat(access.roleOf(support, id)).isEmpty();
        assertThat(projects.find(id)).isEmpty();
        assertThat(projects.of(OLGA)).isEmpty();
        assertThat(projects.update(OLGA, id, "Back", null, null)).contains(new ProjectRefusal.ProjectNotFound());
    }

    @Test
    void membershipsCannotBeChangedWhereTokensCarryRoles() {
        try (var claims = PostgresProjectAccess.start(database, RoleSource.CLAIMS)) {
            ProjectId id = new ProjectId(UUID.randomUUID());
            Principal owner = Principal.withRole("olga", id, Role.OWNER);
            Projects ofClaims = new Projects(dataSource, claims);

            assertThat(ofClaims.setRole(owner, id, "eva", Role.EDITOR))
                    .contains(new ProjectRefusal.RolesComeFromTokens());
            assertThat(ofClaims.scheduleDeletion(owner, id, Instant.now())).isEmpty();
            assertThat(claims.roleOf(owner, id)).isEmpty();
        }
    }
}
