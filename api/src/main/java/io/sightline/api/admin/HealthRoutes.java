package io.sightline.api.admin;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.util.ByteString;

/** Whether the process lives, whether it can do its work, and its figures. */
final class HealthRoutes {

    private static final int PATIENCE_MILLIS = 2_000;

    private final List<Health> checks;
    private final Supplier<String> metrics;

    HealthRoutes(List<Health> checks, Supplier<String> metrics) {
        this.checks = checks;
        this.metrics = metrics;
    }

    List<Route> routes() {
        return List.of(
                Route.open("/health/live", call -> done(HttpResponse.create().withEntity("live"))),
                Route.open("/health/ready", this::ready),
                Route.get("/metrics", Scope.METRICS_READ, this::metrics));
    }

    private CompletionStage<HttpResponse> ready(Call call) {
        List<CompletableFuture<Boolean>> answers = checks.stream()
                .map(check -> ask(check)
                        .toCompletableFuture()
                        .copy()
                        .completeOnTimeout(false, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                        .exceptionally(failure -> false))
                .toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(all -> {
                    ObjectNode body = Json.object();
                    boolean ready = answers.stream().allMatch(CompletableFuture::join);
                    body.put("ready", ready);
                    ObjectNode each = body.putObject("checks");
                    for (int i = 0; i < checks.size(); i++) {
                        each.put(checks.get(i).name(), answers.get(i).join());
                    }
                    return Json.response(ready ? 200 : 503, body);
                });
    }

    private static CompletionStage<Boolean> ask(Health check) {
        try {
            return check.holds().ask();
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private CompletionStage<HttpResponse> metrics(Call call) {
        return done(HttpResponse.create()
                .withEntity(
                        MediaTypes.customWithFixedCharset(
                                        "text",
                                        "plain",
                                        org.apache.pekko.http.javadsl.model.HttpCharsets.UTF_8,
                                        java.util.Map.of("version", "0.0.4"),
                                        true)
                                .toContentType(),
                        ByteString.fromString(metrics.get()).toArray()));
    }

    private static CompletionStage<HttpResponse> done(HttpResponse response) {
        return CompletableFuture.completedStage(response);
    }
}
