package dev.weft.engine;

import dev.weft.engine.host.DocumentHosts;
import dev.weft.engine.host.OpenDocuments;
import dev.weft.engine.join.FreshWorkflows;
import dev.weft.engine.join.Joining;
import dev.weft.engine.log.AxonEventAppender;
import dev.weft.engine.log.EventLog;
import dev.weft.engine.log.RecordedEvent;
import dev.weft.engine.replay.History;
import dev.weft.engine.request.ClaimedNames;
import dev.weft.engine.request.RequestPlanner;
import dev.weft.engine.saved.SavedWorkflows;
import dev.weft.engine.workflow.ProjectId;
import dev.weft.engine.workflow.WorkflowCreated;
import dev.weft.engine.workflow.WorkflowId;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.axonframework.config.Configuration;

/** A running engine: joins people to workflows and hosts their documents. Safe for use by many threads. */
public final class Engine implements AutoCloseable {
    private final Configuration axon;
    private final EventLog eventLog;
    private final Joining joining;
    private final OpenDocuments hosts;
    private final SavedWorkflows saved;
    private final History history;

    private Engine(Configuration axon, EventLog eventLog, History history, Joining joining, OpenDocuments hosts) {
        this.axon = axon;
        this.eventLog = eventLog;
        this.joining = joining;
        this.hosts = hosts;
        this.history = history;
        this.saved = new SavedWorkflows(eventLog);
    }

    public static Engine start(EngineConfiguration configuration) {
        SecureRandom random = new SecureRandom();
        Configuration axon = AxonWiring.configure(configuration.eventStore(), configuration.mostCachedAggregates());
        axon.start();
        Joining joining =
                new Joining(configuration.access(), axon.commandGateway(), new FreshWorkflows(random), random);
        EventLog eventLog = configuration.eventLog();
        OpenDocuments hosts = new OpenDocuments(
                configuration.hosts(),
                eventLog,
                configuration.streamLengths(),
                configuration.checkpoints(),
                configuration.relay(),
                new AxonEventAppender(
                        axon.commandGateway(), configuration.hosts().appendTimeout()),
                configuration.access(),
                new RequestPlanner(new ClaimedNames(configuration.names(), eventLog)),
                configuration.clock());
        return new Engine(axon, eventLog, new History(eventLog, configuration.checkpoints()), joining, hosts);
    }

    public Joining joining() {
        return joining;
    }

    public DocumentHosts hosts() {
        return hosts;
    }

    public EventLog eventLog() {
        return eventLog;
    }

    /** The pasts of workflows. */
    public History history() {
        return history;
    }

    /** What is saved of workflows. */
    public SavedWorkflows saved() {
        return saved;
    }

    /**
     * The project of a workflow; empty if the id never existed.
     *
     * @throws dev.weft.engine.log.LogUnavailableException if the log can't be read now
     */
    public Optional<ProjectId> projectOf(WorkflowId workflowId) {
        List<RecordedEvent> first = eventLog.read(workflowId, 0, 1);
        return first.isEmpty()
                ? Optional.empty()
                : Optional.of(((WorkflowCreated) first.getFirst().event()).projectId());
    }

    /** Axon's part, for projections to read its events by. */
    public Configuration axon() {
        return axon;
    }

    /** Makes durable what participants sent, sends them away, and stops. Close the event store after this. */
    @Override
    public void close() {
        hosts.close();
        axon.shutdown();
    }
}
