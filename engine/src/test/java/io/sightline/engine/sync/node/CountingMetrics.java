package io.sightline.engine.sync.node;

import java.util.HashMap;
import java.util.Map;

import io.sightline.engine.domain.SourceId;
import io.sightline.engine.sync.SyncMetrics;

/** Counts what the protocol tells its metrics, each under the name of the call. */
final class CountingMetrics implements SyncMetrics {

    private final Map<String, Integer> counts = new HashMap<>();

    int count(String what) {
        return counts.getOrDefault(what, 0);
    }

    private void add(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    @Override
    public void based(SourceId source) {
        add("based");
    }

    @Override
    public void rebased(SourceId source) {
        add("rebased");
    }

    @Override
    public void refused(SourceId source, String why) {
        add("refused");
    }

    @Override
    public void ahead(SourceId source) {
        add("ahead");
    }

    @Override
    public void quarantined(SourceId source) {
        add("quarantined");
    }

    @Override
    public void diverged(SourceId source) {
        add("diverged");
    }

    @Override
    public void turnedAway() {
        add("turnedAway");
    }

    @Override
    public void applied(long millis) {
        add("applied");
    }

    @Override
    public void degraded() {
        add("degraded");
    }

    @Override
    public void reloaded(SourceId source) {
        add("reloaded");
    }
}
