package dev.weft.api.metrics;

import dev.weft.engine.host.DocumentHosts;
import dev.weft.engine.host.HostCounts;
import dev.weft.engine.host.RefusalCounts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Binds what documents and projections count.
 *
 * @param head position of the newest event; asked at each scrape
 * @param projections how far each has read, by name; empty while another process reads
 */
public record ServerMeters(DocumentHosts hosts, LongSupplier head, Map<String, Supplier<OptionalLong>> projections)
        implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(
                registry,
                "weft.connections",
                "Connections to documents",
                open -> open.counts().participants());
        gauge(registry, "weft.documents", "Documents in memory", DocumentHosts::openCount);
        FunctionCounter.builder("weft.updates", hosts.counts(), HostCounts::updates)
                .description("Updates received, whatever became of them")
                .register(registry);
        FunctionCounter.builder("weft.invariant.violations", hosts.counts(), HostCounts::brokenInvariants)
                .description(
                        "Documents that were rebuilt from the log because an invariant was broken: never, if all is well")
                .register(registry);
        refusals(registry, "read_only", RefusalCounts::readOnly);
        refusals(registry, "malformed", RefusalCounts::malformed);
        refusals(registry, "limit_exceeded", RefusalCounts::limitExceeded);
        refusals(registry, "workflow_gone", RefusalCounts::workflowGone);
        projections.forEach(
                (name, position) -> Gauge.builder("weft.projection.lag", this, meters -> meters.lag(position))
                        .description(
                                "Positions of the log that a projection has yet to read; NaN while another process does it")
                        .tag("projection", name)
                        .register(registry));
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<DocumentHosts> value) {
        Gauge.builder(name, hosts, value).description(description).register(registry);
    }

    private void refusals(MeterRegistry registry, String reason, ToDoubleFunction<RefusalCounts> count) {
        FunctionCounter.builder("weft.refusals", hosts.refusals(), count)
                .description("Frames refused")
                .tag("reason", reason)
                .register(registry);
    }

    private double lag(Supplier<OptionalLong> position) {
        OptionalLong read = position.get();
        return read.isPresent() ? Math.max(0, head.getAsLong() - read.getAsLong()) : Double.NaN;
    }
}
