package dev.weft.engine;

import dev.weft.engine.access.ProjectAccess;
import dev.weft.engine.join.JoinOutcome;
import dev.weft.engine.join.JoinRequest;

/** One process as far as joins go: a command bus, locks and an aggregate cache of its own, over a store it may share with others. */
public final class EngineProcess {
    private final Engine engine;

    private EngineProcess(UniqueKeyEventStorage storage) {
        engine = Engine.start(EngineConfiguration.over(storage, ProjectAccess.ofClaims()));
    }

    public static EngineProcess over(UniqueKeyEventStorage storage) {
        return new EngineProcess(storage);
    }

    public JoinOutcome join(JoinRequest request) {
        return engine.joining().join(request);
    }

    public void stop() {
        engine.close();
    }
}
