package dev.weft.api.changes;

import dev.weft.api.auth.Caller;
import dev.weft.api.auth.TokenExpiries;
import dev.weft.api.problem.RequestRefusedException;
import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.persistence.changes.Change;
import dev.weft.persistence.changes.ChangeLog;
import dev.weft.persistence.tail.LogTail;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads the end of the log once for all listeners, as it grows, and wakes those whom it concerns. While nobody listens, it reads nothing.
 *
 * <p>Safe for use by many threads.
 */
public final class ChangeFeed implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ChangeFeed.class);

    /** Changes that are kept for listeners who are a little behind: some megabytes. */
    private static final int RECENT = 4_096;

    private static final int PAGE = 500;

    /** Least time between two looks at a busy log. */
    private static final Duration PACE = Duration.ofMillis(50);

    /** News of other processes can be lost; what it told is found by then. */
    private static final Duration LOST_NEWS_POLL = Duration.ofSeconds(2);

    private final ChangeLog changeLog;
    private final LogTail tail;
    private final ProjectAccess access;
    private final TokenExpiries expiries;
    private final int mostListeners;
    private final Duration heartbeat;
    private final RecentChanges recent = new RecentChanges(RECENT);
    private final Set<ChangeListener> listeners = ConcurrentHashMap.newKeySet();
    private final Executor onVirtualThreads =
            task -> Thread.ofVirtual().name("change-stream").start(task);
    private final Runnable onGrowth = this::lookSoon;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("change-feed").factory());
    private boolean lookIsDue;
    private volatile boolean running;

    /**
     * @param mostListeners more are refused
     * @param heartbeat how often a listener gets a sign of life
     */
    public ChangeFeed(
            ChangeLog changeLog,
            LogTail tail,
            ProjectAccess access,
            TokenExpiries expiries,
            int mostListeners,
            Duration heartbeat) {
        this.changeLog = changeLog;
        this.tail = tail;
        this.access = access;
        this.expiries = expiries;
        this.mostListeners = mostListeners;
        this.heartbeat = heartbeat;
    }

    /**
     * Tells a sink of all changes behind a position, until the caller's right or token ends, or the returned handle is run.
     *
     * @throws RequestRefusedException if there are too many listeners, or the server stops
     */
    public Runnable listen(ChangeScope scope, Caller caller, long position, ChangeSink sink) {
        ChangeListener listener;
        synchronized (this) {
            if (!running || listeners.size() >= mostListeners) {
                throw RequestRefusedException.unavailable(
                        running ? "there are " + mostListeners + " listeners already" : "the server stops");
            }
            if (listeners.isEmpty()) {
                recent.beginAt(changeLog.lastPosition());
            }
            Handle handle = new Handle();
            listener = new ChangeListener(
                    scope,
                    caller.principal(),
                    position,
                    sink,
                    access,
                    changeLog,
                    recent,
                    onVirtualThreads,
                    handle::ended);
            handle.listener = listener;
            listeners.add(listener);
            handle.expiry = expiries.await(caller, () -> onVirtualThreads.execute(listener::end));
        }
        listener.wakeForHeartbeat(); // so that the client knows at once that it listens
        return listener::end;
    }

    /** What has to be undone when a listener ends. */
    private final class Handle {
        private volatile ChangeListener listener;
        private volatile TokenExpiries.Awaited expiry = () -> {};

        void ended() {
            listeners.remove(listener);
            expiry.cancel();
        }
    }

    @Override
    public void start() {
        running = true;
        tail.add(onGrowth);
        access.whenChanged(this::wakeListenersOf);
        timer.scheduleWithFixedDelay(this::lookSoon, 1, LOST_NEWS_POLL.toMillis(), TimeUnit.MILLISECONDS);
        timer.scheduleWithFixedDelay(
                () -> listeners.forEach(ChangeListener::wakeForHeartbeat),
                heartbeat.toMillis(),
                heartbeat.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void wakeListenersOf(ProjectId project) {
        listeners.stream()
                .filter(listener -> listener.scope().projectId().equals(project))
                .forEach(ChangeListener::wake);
    }

    private void lookSoon() {
        synchronized (timer) {
            if (lookIsDue || listeners.isEmpty() || timer.isShutdown()) {
                return;
            }
            lookIsDue = true;
            timer.schedule(this::look, PACE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** On the timer's thread alone. */
    private void look() {
        synchronized (timer) {
            lookIsDue = false;
        }
        try {
            List<Change> page;
            do {
                long behind = recent.position();
                page = changeLog.behind(behind, PAGE);
                recent.add(behind, page);
                List<Change> added = page;
                listeners.stream()
                        .filter(listener -> added.stream().anyMatch(listener.scope()::includes))
                        .forEach(ChangeListener::wake);
            } while (page.size() == PAGE);
        } catch (RuntimeException e) {
            log.warn("changes can't be read now: {}", e.getMessage());
        }
    }

    /** Ends all streams, before the web server waits for them: their clients come back to another node. */
    @Override
    public void stop() {
        synchronized (this) {
            running = false;
        }
        tail.remove(onGrowth);
        timer.shutdownNow();
        listeners.forEach(ChangeListener::end);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Last to start, first to stop. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE;
    }
}
