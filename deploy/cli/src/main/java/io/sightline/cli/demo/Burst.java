package io.sightline.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sightline.cli.admin.AdminApi;
import io.sightline.cli.demo.Viewer.Sight;

/**
 * Many renames at once of cameras that many people see. A client may be told only the last of several names, so it counts as
 * showing a change when it shows that name or a later one of the same camera.
 */
final class Burst {

    private static final String MARK = ", change ";

    private final AdminApi api;
    private final Lags lags;

    Burst(AdminApi api, Lags lags) {
        this.api = api;
        this.lags = lags;
    }

    /**
     * Renames each camera so many times, the cameras side by side, and waits until each viewer shows each change.
     *
     * @param cameras ids of cameras that every viewer shows
     * @return the number of changes made
     */
    int run(List<String> cameras, int changesEach, List<Viewer> viewers) {
        var sentAt = new ConcurrentHashMap<String, Long>();
        var seen = new ArrayList<CompletableFuture<?>>();
        for (var camera : cameras) {
            for (int change = 1; change <= changesEach; change++) {
                var name = camera + MARK + change;
                for (var viewer : viewers) {
                    seen.add(viewer.when(shows(camera, change))
                            .thenAccept(at -> lags.add(at - sentAt.getOrDefault(name, at))));
                }
            }
        }
        var senders = Executors.newFixedThreadPool(cameras.size());
        try {
            var sent = cameras.stream()
                    .map(camera -> CompletableFuture.runAsync(() -> rename(camera, changesEach, sentAt), senders))
                    .toList();
            for (var one : sent) {
                Stopwatch.await(one, "a rename was not acknowledged");
            }
            for (var one : seen) {
                Stopwatch.await(one, "a client never showed a rename");
            }
        } finally {
            senders.shutdownNow();
        }
        return cameras.size() * changesEach;
    }

    private void rename(String camera, int changes, ConcurrentHashMap<String, Long> sentAt) {
        for (int change = 1; change <= changes; change++) {
            var name = camera + MARK + change;
            sentAt.put(name, System.nanoTime());
            api.require(
                    "PATCH",
                    "/api/v1/cameras/" + camera,
                    JsonNodeFactory.instance.objectNode().put("name", name));
        }
    }

    private static Predicate<Sight> shows(String camera, int change) {
        var prefix = camera + MARK;
        return sight -> {
            var device = sight.view().devices().get("cam-" + camera);
            return device != null
                    && device.name().startsWith(prefix)
                    && Integer.parseInt(device.name().substring(prefix.length())) >= change;
        };
    }
}
