package io.sightline.api.operator;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sightline.engine.domain.OperatorAnswer;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.service.OperatorBilling;

/**
 * The operator's billing over HTTP: {@code POST} of {@code {"login": …}} to one address, answered with
 * {@code {"status": "active"|"inactive"|"unknown", "plan"?, "endDate"?, "packages"?: […]}}. 404 means unknown. The login travels in
 * the body, because addresses are written into logs on the way.
 *
 * <p>Failed connections, time limits, 429 and 5xx are tried again after a random wait; every other answer that is not the one
 * above is taken as silence at once. Redirects are not followed: the token is for one address. Thread-safe.
 */
public final class HttpOperatorBilling implements OperatorBilling {

    private static final int NAME = 255;
    private static final OperatorAnswer SILENT = OperatorAnswer.of(OperatorAnswer.Verdict.SILENT);

    private final OperatorSettings settings;
    private final RandomGenerator random;
    private final HttpClient client;
    private final ObjectMapper mapper = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(16).build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @param random for the waits; used from several threads */
    public HttpOperatorBilling(OperatorSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
        client = HttpClient.newBuilder()
                .connectTimeout(settings.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public CompletionStage<OperatorAnswer> ask(Personal login) {
        String body = mapper.createObjectNode().put("login", login.text()).toString();
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.url())
                .timeout(settings.timeout())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!settings.token().isEmpty()) {
            request.header("Authorization", "Bearer " + settings.token());
        }
        return attempt(request.build(), 1);
    }

    private CompletionStage<OperatorAnswer> attempt(HttpRequest request, int number) {
        CompletableFuture<HttpResponse<byte[]>> sent =
                client.sendAsync(request, head -> new LimitedBody(settings.responseBytes()));
        // The request's own limit ends with the head of the answer; a body may trickle for ever.
        return sent.copy()
                .orTimeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .handle((response, failure) -> {
                    if (failure != null) {
                        sent.cancel(true);
                        return Optional.<OperatorAnswer>empty();
                    }
                    return read(response);
                })
                .thenCompose(answer -> answer.<CompletionStage<OperatorAnswer>>map(CompletableFuture::completedStage)
                        .orElseGet(() -> number < settings.attempts()
                                ? later(number).thenCompose(waited -> attempt(request, number + 1))
                                : CompletableFuture.completedStage(SILENT)));
    }

    private CompletionStage<Void> later(int number) {
        long most = settings.backoff().toMillis() << (number - 1);
        long wait = most == 0 ? 0 : random.nextLong(most);
        return CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(wait, TimeUnit.MILLISECONDS));
    }

    /** Empty when it is worth asking again. */
    private Optional<OperatorAnswer> read(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == 429 || status >= 500) {
            return Optional.empty();
        }
        if (status == 404) {
            return Optional.of(OperatorAnswer.of(OperatorAnswer.Verdict.NOT_ACTIVE));
        }
        return Optional.of(status == 200 ? understood(response.body()) : SILENT);
    }

    private OperatorAnswer understood(byte[] body) {
        try {
            JsonNode answer = mapper.readTree(body);
            return switch (answer.path("status").asText()) {
                case "active" -> active(answer);
                case "inactive", "unknown" -> OperatorAnswer.of(OperatorAnswer.Verdict.NOT_ACTIVE);
                default -> SILENT;
            };
        } catch (IOException | DateTimeParseException garbage) {
            return SILENT;
        }
    }

    private static OperatorAnswer active(JsonNode answer) {
        JsonNode plan = answer.path("plan");
        JsonNode end = answer.path("endDate");
        JsonNode packages = answer.path("packages");
        boolean sound = (isAbsent(plan) || (plan.isTextual() && plan.textValue().length() <= NAME))
                && (isAbsent(end) || end.isTextual())
                && (isAbsent(packages) || packages.isArray());
        if (!sound) {
            return SILENT;
        }
        return new OperatorAnswer(
                packages.isEmpty() ? OperatorAnswer.Verdict.WITHOUT_PACKAGES : OperatorAnswer.Verdict.SUBSCRIBED,
                isAbsent(plan) || plan.textValue().isBlank() ? null : plan.textValue(),
                isAbsent(end) ? null : LocalDate.parse(end.textValue()));
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }
}
