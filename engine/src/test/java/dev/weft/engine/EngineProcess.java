package dev.weft.engine;

import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.join.JoinOutcome;
import dev.weft.engine.join.JoinRequest;
import dev.weft.engine.join.Joining;
import dev.weft.engine.workflow.UpdateBytes;
import dev.weft.engine.workflow.WorkflowSeed;
import java.util.Random;
import org.axonframework.config.Configuration;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;

/** One process as far as joins go: a command bus, locks and an aggregate cache of its own, over a store it may share with others. */
public final class EngineProcess {
    private final Configuration axon;
    private final Joining joining;

    private EngineProcess(UniqueKeyEventStorage storage) {
        axon = AxonWiring.configure(
                EmbeddedEventStore.builder()
                        .storageEngine(storage)
                        .optimizeEventConsumption(false)
                        .build(),
                100);
        axon.start();
        joining = new Joining(
                ProjectAccess.ofClaims(),
                axon.commandGateway(),
                id -> new WorkflowSeed("Untitled workflow", new UpdateBytes(new byte[] {0, 0})),
                new Random(1));
    }

    public static EngineProcess over(UniqueKeyEventStorage storage) {
        return new EngineProcess(storage);
    }

    public JoinOutcome join(JoinRequest request) {
        return joining.join(request);
    }

    public void stop() {
        axon.shutdown();
    }
}
