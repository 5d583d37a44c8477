package dev.weft.api.changes;

import dev.weft.engine.access.AccessUnavailableException;
import dev.weft.engine.access.Principal;
import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.access.Right;
import dev.weft.persistence.changes.Change;
import dev.weft.persistence.changes.ChangeLog;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener. It has a thread only while there is something to tell, and is asked for its right to hear each time. What it keeps is a position: what is
 * behind that comes from the changes that all listeners share, or from the log.
 *
 * <p>Safe for use by many threads.
 */
final class ChangeListener {

    private static final Logger log = LoggerFactory.getLogger(ChangeListener.class);

    /** Changes read from the log at a time. */
    private static final int PAGE = 200;

    private final ChangeScope scope;
    private final Principal principal;
    private final ChangeSink sink;
    private final ProjectAccess access;
    private final ChangeLog changeLog;
    private final RecentChanges recent;
    private final Executor executor;
    private final Runnable onEnd;

    private boolean running;
    private boolean wokenAgain;
    private boolean heartbeatDue;
    private volatile boolean ended;

    /** Up to there all has been told; of the thread that tells. */
    private long position;

    ChangeListener(
            ChangeScope scope,
            Principal principal,
            long position,
            ChangeSink sink,
            ProjectAccess access,
            ChangeLog changeLog,
            RecentChanges recent,
            Executor executor,
            Runnable onEnd) {
        this.scope = scope;
        this.principal = principal;
        this.position = position;
        this.sink = sink;
        this.access = access;
        this.changeLog = changeLog;
        this.recent = recent;
        this.executor = executor;
        this.onEnd = onEnd;
    }

    ChangeScope scope() {
        return scope;
    }

    /** There may be something to tell, or a right may have ended. Doesn't block. */
    void wake() {
        wake(false);
    }

    /** As {@link #wake()}, and the client is to get a sign of life. */
    void wakeForHeartbeat() {
        wake(true);
    }

    private void wake(boolean forHeartbeat) {
        synchronized (this) {
            heartbeatDue |= forHeartbeat;
            if (ended) {
                return;
            }
            if (running) {
                wokenAgain = true;
                return;
            }
            running = true;
        }
        executor.execute(this::run);
    }

    private void run() {
        do {
            try {
                tell();
            } catch (IOException | IllegalStateException e) {
                end(); // the client is gone
            } catch (AccessUnavailableException e) {
                log.debug("a change stream waits: {}", e.getMessage());
            } catch (RuntimeException e) {
                log.warn("a change stream ends, its client will come back", e);
                end();
            }
        } while (!isDone());
    }

    private synchronized boolean isDone() {
        if (wokenAgain && !ended) {
            wokenAgain = false;
            return false;
        }
        running = false;
        return true;
    }

    private void tell() throws IOException {
        while (!ended) {
            if (!mayListen()) {
                end();
                return;
            }
            RecentChanges.News news = recent.behind(position, scope).orElseGet(this::fromTheLog);
            boolean moved = news.position() > position;
            for (Change change : news.changes()) {
                sink.send(change);
                position = change.position();
            }
            position = news.position();
            if (!moved) {
                break;
            }
        }
        if (takeHeartbeat() && !ended) {
            sink.heartbeat(position);
        }
    }

    private boolean mayListen() {
        return access.exists(scope.projectId()) && access.may(principal, scope.projectId(), Right.READ);
    }

    private RecentChanges.News fromTheLog() {
        return switch (scope) {
            case ChangeScope.OfProject _ -> {
                List<Change> page = changeLog.behind(position, PAGE);
                yield new RecentChanges.News(
                        page.stream().filter(scope::includes).toList(),
                        page.isEmpty() ? position : page.getLast().position());
            }
            case ChangeScope.OfWorkflow ofWorkflow -> {
                // Nothing of the workflow is between the last of these and the end of the log as it was before.
                long end = changeLog.lastPosition();
                List<Change> page = changeLog.behind(ofWorkflow.workflowId(), position, PAGE);
                yield new RecentChanges.News(
                        page,
                        page.size() == PAGE
                                ? page.getLast().position()
                                : Math.max(
                                        end,
                                        page.isEmpty()
                                                ? position
                                                : page.getLast().position()));
            }
        };
    }

    private synchronized boolean takeHeartbeat() {
        boolean due = heartbeatDue;
        heartbeatDue = false;
        return due;
    }

    /** Ends the connection, if it hasn't ended. */
    void end() {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
        }
        sink.close();
        onEnd.run();
    }
}
