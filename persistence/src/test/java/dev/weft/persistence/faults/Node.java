package dev.weft.persistence.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.Engine;
import dev.weft.engine.EngineConfiguration;
import dev.weft.engine.access.Principal;
import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.access.Role;
import dev.weft.engine.join.JoinOutcome;
import dev.weft.engine.join.JoinRequest;
import dev.weft.engine.workflow.JoinAction;
import dev.weft.engine.workflow.SessionId;
import dev.weft.engine.workflow.WorkflowId;
import dev.weft.persistence.database.Notifications;
import dev.weft.persistence.database.WeftDatabase;
import dev.weft.persistence.events.EventLogStorage;
import dev.weft.persistence.tail.LogTail;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;

/** What one server has of the engine and its log: several of them on one database are as many nodes, but for their process. */
final class Node implements AutoCloseable {

    final Engine engine;
    private final EventLogStorage storage;
    private final Notifications listener;

    private Node(WeftDatabase database, InstantSource clock) {
        storage = new EventLogStorage(database);
        engine = Engine.start(
                EngineConfiguration.over(storage.eventStore(), storage.streamLengths(), ProjectAccess.ofClaims())
                        .withClock(clock));
        storage.tail().wake(engine.hosts());
        listener = Notifications.listen(
                database, "node", Map.of(LogTail.CHANNEL, storage.tail()::heard), engine.hosts()::wakeAll);
    }

    static Node over(WeftDatabase database) {
        return new Node(database, InstantSource.system());
    }

    /** @param clock that it has for the time */
    static Node over(WeftDatabase database, InstantSource clock) {
        return new Node(database, clock);
    }

    /** A workflow that somebody has just made. */
    WorkflowId createdWorkflow() {
        WorkflowId workflowId = new WorkflowId(UUID.randomUUID());
        JoinOutcome outcome = join(workflowId, new SessionId("creator"));
        assertThat(outcome).isInstanceOf(JoinOutcome.Joined.class);
        return workflowId;
    }

    /** Makes a workflow, or finds that it is there. */
    JoinOutcome join(WorkflowId workflowId, SessionId session) {
        return engine.joining()
                .join(new JoinRequest(
                        workflowId,
                        Typist.PROJECT,
                        JoinAction.NEW,
                        null,
                        Principal.withRole("ada", Typist.PROJECT, Role.OWNER),
                        session,
                        null,
                        null));
    }

    @Override
    public void close() {
        listener.close();
        engine.close();
        storage.close();
    }
}
