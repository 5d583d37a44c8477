package dev.weft.persistence.names;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.request.UniqueName;
import dev.weft.engine.request.UniqueNames;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.database.FreshDatabase;
import dev.weft.persistence.database.WeftDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FreshDatabase.class)
class PostgresUniqueNamesIT {

    private static final UniqueName NIGHTLY = new UniqueName(UniqueName.Kind.WORKFLOW, "Nightly");
    private static final UniqueName HOURLY = new UniqueName(UniqueName.Kind.WORKFLOW, "Hourly");
    private static final UniqueName PATH = new UniqueName(UniqueName.Kind.CUSTOM_PATH, "Nightly");

    private final UniqueNames names;
    private final ProjectId project = new ProjectId(UUID.randomUUID());
    private final WorkflowId ours = new WorkflowId(UUID.randomUUID());
    private final WorkflowId theirs = new WorkflowId(UUID.randomUUID());

    PostgresUniqueNamesIT(WeftDatabase database) {
        names = new PostgresUniqueNames(database.dataSource());
    }

    @Test
    void aNameIsClaimedByOneWorkflowOfAProject() {
        assertThat(names.claim(project, ours, Set.of(NIGHTLY), 1)).isTrue();

        assertThat(names.claim(project, theirs, Set.of(NIGHTLY), 1)).isFalse();
        assertThat(names.claim(project, ours, Set.of(NIGHTLY), 2)).as("again").isTrue();
        assertThat(names.claim(new ProjectId(UUID.randomUUID()), theirs, Set.of(NIGHTLY), 1))
                .as("in another project")
                .isTrue();
        assertThat(names.claim(project, theirs, Set.of(PATH), 1))
                .as("as a path")
                .isTrue();
    }

    @Test
    void ofSeveralNamesAllAreClaimedOrNone() {
        names.claim(project, theirs, Set.of(PATH), 1);

        assertThat(names.claim(project, ours, Set.of(NIGHTLY, PATH), 1)).isFalse();

        assertThat(names.holderOf(project, NIGHTLY)).isEmpty();
    }

    @Test
    void whatIsSettledFreesWhatWasClaimedBefore() {
        names.claim(project, ours, Set.of(NIGHTLY, PATH), 1);
        names.settle(project, ours, Set.of(NIGHTLY, PATH), 1);
        names.claim(project, ours, Set.of(HOURLY), 2);

        names.settle(project, ours, Set.of(HOURLY), 2);

        assertThat(names.holderOf(project, NIGHTLY)).isEmpty();
        assertThat(names.holderOf(project, PATH)).isEmpty();
        assertThat(names.holderOf(project, HOURLY)).hasValueSatisfying(holder -> {
            assertThat(holder.workflowId()).isEqualTo(ours);
            assertThat(holder.settled()).isTrue();
            assertThat(holder.ageMillis()).isBetween(0L, 60_000L);
        });
    }

    @Test
    void aClaimForALaterEventOutlivesTheSettlingOfAnEarlierOne() {
        names.claim(project, ours, Set.of(HOURLY), 3);

        names.settle(project, ours, Set.of(NIGHTLY), 2);

        assertThat(names.claim(project, theirs, Set.of(HOURLY), 1)).isFalse();
        assertThat(names.holderOf(project, HOURLY))
                .hasValueSatisfying(holder -> assertThat(holder.settled()).isFalse());
    }

    @Test
    void whoHasNoNameAnyMoreFreesAll() {
        names.claim(project, ours, Set.of(NIGHTLY, PATH), 1);

        names.settle(project, ours, Set.of(), 4);

        assertThat(names.claim(project, theirs, Set.of(NIGHTLY, PATH), 1)).isTrue();
    }

    @Test
    void aNameMayHoldWhatTheDatabaseCanNot() {
        UniqueName odd = new UniqueName(UniqueName.Kind.WORKFLOW, "a\0b");

        assertThat(names.claim(project, ours, Set.of(odd), 1)).isTrue();
        assertThat(names.holderOf(project, odd)).isPresent();
    }

    @Test
    void ofManyThatClaimAtOnceOneWins() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService claimants = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> claims = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Set<UniqueName> wanted = i % 2 == 0 ? Set.of(NIGHTLY, PATH) : Set.of(PATH, NIGHTLY);
                claims.add(claimants.submit(() -> {
                    start.await();
                    return names.claim(project, new WorkflowId(UUID.randomUUID()), wanted, 1);
                }));
            }
            start.countDown();

            int won = 0;
            for (Future<Boolean> claim : claims) {
                won += claim.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        }
    }
}
