package dev.weft.persistence.faults;

import dev.weft.engine.access.Principal;
import dev.weft.engine.access.Role;
import dev.weft.engine.request.DocumentRequest;
import dev.weft.engine.request.RequestOutcome;
import dev.weft.engine.request.Requester;
import dev.weft.engine.workflow.SessionId;
import dev.weft.engine.workflow.WorkflowId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that edits one document by requests to one node, one after the other, as long as it may. */
final class Program implements Runnable {

    private static final Requester GRACE = new Requester(
            Principal.withRole("grace", Typist.PROJECT, Role.EDITOR), new SessionId("program"), "program", null, null);

    private static final String NOT_IN_TIME = "not done within";

    private final Node node;
    private final WorkflowId workflowId;
    private final String name;
    private final List<String> refusals = new ArrayList<>();
    private volatile boolean stopped;
    private int done;
    private int late;
    private long longestNanos;

    Program(Node node, WorkflowId workflowId, String name) {
        this.node = node;
        this.workflowId = workflowId;
        this.name = name;
    }

    @Override
    public void run() {
        while (!stopped) {
            int number = done;
            long start = System.nanoTime();
            RequestOutcome outcome = node.engine
                    .hosts()
                    .request(
                            workflowId,
                            Typist.PROJECT,
                            GRACE,
                            new DocumentRequest.Edit(
                                    doc -> doc.getMap("programs").set(name, number), null))
                    .join();
            longestNanos = Math.max(longestNanos, System.nanoTime() - start);
            switch (outcome) {
                case RequestOutcome.Done _ -> done++;
                case RequestOutcome.Refused(var reason) when reason.toString().contains(NOT_IN_TIME) -> late++;
                case RequestOutcome.Refused(var reason) -> refusals.add(reason.toString());
            }
        }
    }

    void stop() {
        stopped = true;
    }

    /** How many requests were carried out; call this and the following when {@link #run} has ended. */
    int done() {
        return done;
    }

    /** How many were not answered in time, as on a machine that has no time for them: they may be carried out all the same. */
    int late() {
        return late;
    }

    List<String> refusals() {
        return refusals;
    }

    long longestMillis() {
        return TimeUnit.NANOSECONDS.toMillis(longestNanos);
    }
}
