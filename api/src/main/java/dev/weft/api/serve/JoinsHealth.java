package dev.weft.api.serve;

import dev.weft.engine.log.EventLog;
import dev.weft.engine.log.LogUnavailableException;
import dev.weft.engine.workflow.WorkflowId;
import java.util.UUID;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** UP while joins would work, which takes a log that can be read. */
final class JoinsHealth implements HealthIndicator {

    private static final WorkflowId NO_WORKFLOW = new WorkflowId(new UUID(0, 0));

    private final EventLog log;

    JoinsHealth(EventLog log) {
        this.log = log;
    }

    @Override
    public Health health() {
        try {
            log.read(NO_WORKFLOW, 0, 1);
            return Health.up().build();
        } catch (LogUnavailableException e) {
            return Health.down(e).build();
        }
    }
}
