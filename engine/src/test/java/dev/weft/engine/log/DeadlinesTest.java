package dev.weft.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private final Deque<Runnable> later = new ArrayDeque<>();
    private long now;
    private final Deadlines deadlines = new Deadlines(Duration.ofNanos(100), () -> now, later::add);

    @Test
    void whatIsNotDoneInTimeFails() {
        CompletableFuture<String> late = watched();

        now = 99;
        later.remove().run();
        assertThat(late).isNotDone();

        now = 100;
        later.remove().run();
        assertThat(late).isCompletedExceptionally();
        assertThat(late.exceptionNow()).isInstanceOf(TimeoutException.class);
    }

    @Test
    void whatIsDoneStaysAsItIs() {
        CompletableFuture<String> done = watched();
        done.complete("done");

        now = 100;
        later.remove().run();

        assertThat(done.resultNow()).isEqualTo("done");
    }

    @Test
    void oneTimerIsForAllAndNoneForNobody() {
        CompletableFuture<String> first = watched();
        now = 50;
        CompletableFuture<String> second = watched();
        assertThat(later).hasSize(1);

        now = 120;
        later.remove().run();
        assertThat(first).isCompletedExceptionally();
        assertThat(second).isNotDone();
        assertThat(later).hasSize(1);

        second.complete("done");
        later.remove().run();
        assertThat(later).isEmpty();

        watched();
        assertThat(later).hasSize(1);
    }

    private CompletableFuture<String> watched() {
        CompletableFuture<String> future = new CompletableFuture<>();
        deadlines.watch(future);
        return future;
    }
}
