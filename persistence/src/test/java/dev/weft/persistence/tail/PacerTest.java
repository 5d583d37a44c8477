package dev.weft.persistence.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.Transaction;
import org.junit.jupiter.api.Test;

class PacerTest {

    private final List<Long> ranAt = new ArrayList<>();
    private final List<Runnable> late = new ArrayList<>();
    private long now;
    private final WorkTime work = new WorkTime(() -> now);
    private final Pacer pacer = new Pacer(
            () -> ranAt.add(now), Duration.ofNanos(100), work, () -> now, (action, nanos) -> late.add(action));

    @Test
    void firstRunsAtOnce() {
        pacer.run();

        assertThat(ranAt).containsExactly(0L);
        assertThat(late).isEmpty();
    }

    @Test
    void thoseOfOneIntervalRunOnceAtItsEnd() {
        pacer.run();
        now = 10;
        pacer.run();
        now = 20;
        pacer.run();

        assertThat(late).hasSize(1);
        now = 100;
        late.removeFirst().run();
        assertThat(ranAt).containsExactly(0L, 100L);

        now = 150;
        pacer.run();
        assertThat(late).hasSize(1);
    }

    @Test
    void afterAPauseItRunsAtOnceAgain() {
        pacer.run();
        now = 250;
        pacer.run();

        assertThat(ranAt).containsExactly(0L, 250L);
    }

    @Test
    void workIsFollowedByNineteenTimesAsMuchRest() {
        pacer.run();
        workFrom(0, 40);
        pacer.run();

        now = 759;
        late.removeFirst().run();
        assertThat(ranAt).containsExactly(0L);

        now = 760;
        late.removeFirst().run();
        assertThat(ranAt).containsExactly(0L, 760L);
    }

    @Test
    void workThatIsKnownOnlyAtTheEndOfAnIntervalCountsToo() {
        pacer.run();
        now = 10;
        pacer.run();
        workFrom(0, 100);

        late.removeFirst().run();
        assertThat(ranAt).containsExactly(0L);

        now = 1_900;
        late.removeFirst().run();
        assertThat(ranAt).containsExactly(0L, 1_900L);
    }

    @Test
    void noWorkHoldsAReaderUpForLongerThanFiveSeconds() {
        pacer.run();
        workFrom(0, Duration.ofMinutes(1).toNanos());

        pacer.run();

        assertThat(ranAt).hasSize(2);
    }

    private void workFrom(long begin, long end) {
        now = begin;
        Transaction transaction = work.counting(NoTransactionManager.INSTANCE).startTransaction();
        now = end;
        transaction.commit();
    }

    @Test
    void cancelledOneDoesNotRunLate() {
        pacer.run();
        now = 10;
        pacer.run();

        pacer.cancel();
        late.removeFirst().run();

        assertThat(ranAt).containsExactly(0L);
    }

    /** News of what came may have got lost. */
    @Test
    void whoeverLooksAfterARestMayWorkThoughNobodyCalled() {
        assertThat(pacer.turn()).isPresent();
        pacer.run();
        workFrom(0, 10);
        pacer.done(pacer.turn().getAsLong());

        now = 189;
        assertThat(pacer.turn()).isEmpty();
        now = 190;
        assertThat(pacer.turn()).isPresent();
    }

    @Test
    void itRestsFromTheEndOfItsWorkToTheNextTurn() {
        pacer.run();
        long turn = pacer.turn().getAsLong();
        pacer.done(turn);
        now = 10;
        pacer.run();
        assertThat(pacer.turn()).isEmpty();

        now = 100;
        late.removeFirst().run();

        assertThat(pacer.turn()).hasValue(turn + 1);
    }

    /** Else what came between a look at the log and its answer would wait for more to come. */
    @Test
    void aTurnThatBeganMeanwhileIsNotOver() {
        pacer.run();
        long turn = pacer.turn().getAsLong();
        now = 250;
        pacer.run();

        pacer.done(turn);

        assertThat(pacer.turn()).hasValue(turn + 1);
    }

    @Test
    void withoutAnIntervalItNeverRests() {
        Pacer restless = new Pacer(() -> ranAt.add(now), Duration.ZERO, work, () -> now, (_, _) -> {});
        restless.run();

        restless.done(restless.turn().getAsLong());

        assertThat(restless.turn()).isPresent();
    }

    @Test
    void whoeverWaitsForItWaitsForTheIntervalAlone() {
        pacer.run();
        workFrom(0, 40);
        pacer.run();

        now = 90;
        pacer.hurry();
        assertThat(ranAt).containsExactly(0L);
        now = 100;
        late.removeLast().run();
        assertThat(ranAt).containsExactly(0L, 100L);

        now = 800;
        late.removeFirst().run();
        assertThat(ranAt).containsExactly(0L, 100L);
    }

    @Test
    void itHurriesOnlyOnce() {
        pacer.run();
        now = 10;
        pacer.run();
        pacer.hurry();
        now = 100;
        late.removeLast().run();
        workFrom(100, 140);
        pacer.run();

        now = 300;
        late.removeLast().run();

        assertThat(ranAt).containsExactly(0L, 100L);
    }

    @Test
    void manyWhoWaitHurryItLikeOne() {
        pacer.run();
        workFrom(0, 40);
        pacer.run();
        pacer.hurry();
        late.clear();

        pacer.hurry();

        assertThat(late).isEmpty();
    }

    @Test
    void withNothingToDoItDoesNotHurry() {
        pacer.run();
        now = 200;

        pacer.hurry();

        assertThat(ranAt).containsExactly(0L);
    }
}
