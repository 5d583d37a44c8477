package dev.weft.api.serve;

import dev.weft.engine.Engine;
import org.springframework.context.SmartLifecycle;

/**
 * Stops the engine before the web server: it takes no more frames, makes durable what it has received, acknowledges that, and tells every client to come
 * back. The web server would only cut the connections.
 */
final class EngineLifecycle implements SmartLifecycle {

    private final Engine engine;
    private volatile boolean running;

    EngineLifecycle(Engine engine) {
        this.engine = engine;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        engine.close();
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
