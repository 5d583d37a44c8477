package dev.weft.api.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.changes.Change;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentChangesTest {

    private static final ProjectId OURS = new ProjectId(UUID.randomUUID());
    private static final ProjectId THEIRS = new ProjectId(UUID.randomUUID());
    private static final ChangeScope SCOPE = new ChangeScope.OfProject(OURS);

    private final RecentChanges recent = new RecentChanges(3);

    @Test
    void listenersHearOfTheirOwnAndKnowHowFarThatIs() {
        recent.beginAt(10);
        recent.add(10, List.of(change(11, OURS), change(12, THEIRS), change(13, THEIRS)));

        assertThat(recent.behind(10, SCOPE)).hasValueSatisfying(news -> {
            assertThat(news.changes()).extracting(Change::position).containsExactly(11L);
            assertThat(news.position()).isEqualTo(13);
        });
        assertThat(recent.behind(13, SCOPE))
                .hasValueSatisfying(news -> assertThat(news.changes()).isEmpty());
    }

    @Test
    void whoeverIsTooFarBehindIsTold() {
        recent.beginAt(0);
        recent.add(
                0,
                LongStream.rangeClosed(1, 5)
                        .mapToObj(position -> change(position, OURS))
                        .toList());

        assertThat(recent.behind(1, SCOPE)).isEmpty();
        assertThat(recent.behind(2, SCOPE).map(RecentChanges.News::changes).map(List::size))
                .isEqualTo(Optional.of(3));
    }

    @Test
    void whatWasReadBeforeItBeganAnewIsNotAdded() {
        recent.beginAt(0);
        recent.beginAt(20);
        recent.add(0, List.of(change(1, OURS)));

        assertThat(recent.position()).isEqualTo(20);
        assertThat(recent.behind(20, SCOPE))
                .hasValueSatisfying(news -> assertThat(news.changes()).isEmpty());
    }

    private static Change change(long position, ProjectId project) {
        return new Change(
                position,
                new WorkflowId(UUID.randomUUID()),
                project,
                0,
                "workflow-created",
                Instant.EPOCH,
                null,
                null,
                null,
                null);
    }
}
