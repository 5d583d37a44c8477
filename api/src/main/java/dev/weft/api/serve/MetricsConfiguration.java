package dev.weft.api.serve;

import dev.weft.engine.Engine;
import dev.weft.engine.host.RefusalCounts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the server counts, under names that begin with {@code weft}. */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

    @Bean
    MeterBinder refusedFrames(Engine engine) {
        Map<String, ToDoubleFunction<RefusalCounts>> reasons = Map.of(
                "read-only", RefusalCounts::readOnly,
                "malformed", RefusalCounts::malformed,
                "limit", RefusalCounts::limitExceeded,
                "workflow-gone", RefusalCounts::workflowGone);
        return registry -> reasons.forEach((reason, count) -> FunctionCounter.builder(
                        "weft.frames.refused", engine.hosts().refusals(), count)
                .description("Frames with changes that documents did not take")
                .tag("reason", reason)
                .register(registry));
    }
}
