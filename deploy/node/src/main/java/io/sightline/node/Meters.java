package io.sightline.node;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntFunction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sightline.api.edge.EdgeMetrics;
import io.sightline.engine.billing.Passwords;
import io.sightline.engine.directory.Directory;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.sync.NodeFigures;
import io.sightline.engine.sync.Standings;
import io.sightline.engine.sync.SyncMetrics;
import org.jspecify.annotations.Nullable;

/** The node's figures in Prometheus' form. Thread-safe. */
final class Meters implements AutoCloseable {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    /** Asked by other nodes, which may come before the directory does. */
    private volatile @Nullable Directory lists;

    Meters() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }

    /** @param what those are for whom they are made: sign-ins of administrators, or everything else */
    void passwords(String what, Passwords passwords) {
        FunctionCounter.builder("sightline.passwords.hashings", passwords, Passwords::hashings)
                .description("Hashes of passwords that were made, to keep or to compare")
                .tag("for", what)
                .register(registry);
    }

    private Counter counter(String name, String what) {
        return Counter.builder(name).description(what).register(registry);
    }

    void directory(Directory directory) {
        lists = directory;
        Gauge.builder("sightline.directory.built", directory, each -> each.progress()
                        .built())
                .description("Part of the journal that is in the index while it is built, 1 when it is whole")
                .register(registry);
        Gauge.builder(
                        "sightline.directory.lag.seconds",
                        directory,
                        each -> each.progress().behindMillis() / 1_000.0)
                .description("Age of the oldest change that is not in the lists")
                .register(registry);
        Gauge.builder("sightline.directory.waiting", directory, each -> each.progress()
                        .waiting())
                .description("Entities with changes that are not in the lists")
                .register(registry);
    }

    SyncMetrics sync() {
        return new Sync();
    }

    EdgeMetrics edge() {
        return new Edge();
    }

    private final class Sync implements SyncMetrics {

        private final AtomicLong open = new AtomicLong();
        private final AtomicLong underWay = new AtomicLong();
        private volatile Standings standing = new Standings(0, 0, 0, 0, 0);
        private final Counter delivered = counter("sightline.sync.frames", "Changes written to sessions");
        private final Counter bytes = counter("sightline.sync.bytes", "Bytes of changes written to sessions");
        private final Counter turnedAway = counter("sightline.sync.turned.away", "Hellos that found no place in time");
        private final Counter based = counter("sightline.sync.bases", "Whole sources written");
        private final Counter rebased = counter("sightline.sync.rebases", "Sources rebased");
        private final Counter refused = counter("sightline.sync.refusals", "Frames that clients refused");
        private final Counter ahead = counter("sightline.sync.ahead", "Clients ahead of their source");
        private final Counter quarantined = counter("sightline.sync.quarantines", "Sources given up for one session");
        private final Counter diverged =
                counter("sightline.sync.divergences", "Copies that a verification found to differ");
        private final Counter unreadable = counter("sightline.sync.unreadable", "Entries a client cannot show");
        private final Counter reloaded = counter("sightline.sync.reloads", "Mirrors loaded whole after a gap");
        private final Counter degraded = counter("sightline.sync.degraded", "Sessions without progress for long");
        private final Timer applied = Timer.builder("sightline.sync.propagation")
                .description("From a change's commit to a client's word that it has applied it")
                .publishPercentiles(0.5, 0.99)
                .register(registry);

        Sync() {
            Gauge.builder("sightline.sync.sessions", open, AtomicLong::get)
                    .description("Sessions let in and not ended")
                    .register(registry);
            Gauge.builder("sightline.sync.operations", underWay, AtomicLong::get)
                    .description("Operations of Synchronize that are under way")
                    .register(registry);
            environments("in_step", Standings::inStep);
            environments("lagging", Standings::lagging);
            environments("degraded", Standings::degraded);
            environments("quarantined", Standings::quarantined);
            environments("offline", Standings::offline);
        }

        private void environments(String state, ToIntFunction<Standings> count) {
            Gauge.builder("sightline.sync.environments", this, now -> count.applyAsInt(now.standing))
                    .description("Environments by how they stand; offline are those that left within a day")
                    .tag("state", state)
                    .register(registry);
        }

        @Override
        public void standing(Standings now) {
            standing = now;
        }

        @Override
        public void operations(int running) {
            underWay.set(running);
        }

        @Override
        public NodeFigures figures() {
            HistogramSnapshot taken = applied.takeSnapshot();
            Directory directory = lists;
            return new NodeFigures(
                    standing,
                    underWay.intValue(),
                    propagation(taken.percentileValues()),
                    directory == null ? 0 : directory.progress().behindMillis());
        }

        /** The percentiles forget what is some minutes old, and are zero then. */
        private static NodeFigures.@Nullable Propagation propagation(ValueAtPercentile[] lately) {
            long p50 = Math.round(lately[0].value(TimeUnit.MILLISECONDS));
            long p99 = Math.round(lately[1].value(TimeUnit.MILLISECONDS));
            return p99 == 0 ? null : new NodeFigures.Propagation(p50, p99);
        }

        @Override
        public void opened() {
            open.incrementAndGet();
        }

        @Override
        public void closed(int code) {
            open.decrementAndGet();
        }

        @Override
        public void turnedAway() {
            turnedAway.increment();
        }

        @Override
        public void delivered(int size) {
            delivered.increment();
            bytes.increment(size);
        }

        @Override
        public void applied(long millis) {
            applied.record(Duration.ofMillis(millis));
        }

        @Override
        public void based(SourceId source) {
            based.increment();
        }

        @Override
        public void rebased(SourceId source) {
            rebased.increment();
        }

        @Override
        public void refused(SourceId source, String why) {
            refused.increment();
        }

        @Override
        public void ahead(SourceId source) {
            ahead.increment();
        }

        @Override
        public void quarantined(SourceId source) {
            quarantined.increment();
        }

        @Override
        public void diverged(SourceId source) {
            diverged.increment();
        }

        @Override
        public void unreadable(SourceId source) {
            unreadable.increment();
        }

        @Override
        public void reloaded(SourceId source) {
            reloaded.increment();
        }

        @Override
        public void degraded() {
            degraded.increment();
        }
    }

    private final class Edge implements EdgeMetrics {

        private final AtomicLong open = new AtomicLong();
        private final Counter signedIn = counter("sightline.edge.tokens", "Tokens handed out");
        private final Counter upgraded = counter("sightline.edge.upgrades", "Connections that became WebSockets");
        private final Counter polled = counter("sightline.edge.polls", "Polls answered");
        private final Map<Refusal, Counter> refused = new EnumMap<>(Refusal.class);

        Edge() {
            Gauge.builder("sightline.edge.connections", open, AtomicLong::get)
                    .description("Open connections")
                    .register(registry);
            for (Refusal why : Refusal.values()) {
                refused.put(
                        why,
                        Counter.builder("sightline.edge.refusals")
                                .description("Connections and requests that came to nothing")
                                .tag("why", why.name().toLowerCase(java.util.Locale.ROOT))
                                .register(registry));
            }
        }

        @Override
        public void connected() {
            open.incrementAndGet();
        }

        @Override
        public void disconnected() {
            open.decrementAndGet();
        }

        @Override
        public void refused(Refusal why) {
            Counter counter = refused.get(why);
            if (counter != null) {
                counter.increment();
            }
        }

        @Override
        public void signedIn() {
            signedIn.increment();
        }

        @Override
        public void upgraded() {
            upgraded.increment();
        }

        @Override
        public void polled() {
            polled.increment();
        }
    }
}
