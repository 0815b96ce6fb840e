package io.sightline.api.admin;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.KeptAnswer;
import io.sightline.engine.domain.KeptAnswerCommand;
import io.sightline.engine.domain.KeptAnswerId;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.runtime.Assurance;
import io.sightline.engine.runtime.Engine;
import io.sightline.engine.runtime.Reply;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out a request that has an {@code Idempotency-Key} once, and answers it as often as it comes. Who sent it, what it
 * asked for and its key name an entity, which says on every node and after every restart whether it is under way or how it was
 * answered. Only successes are kept: after anything else nothing was made, or nobody knows, and the same request may run again.
 * Answers lie in the store sealed under the key itself, which is not in the store.
 */
final class Replays {

    static final String KEY_HEADER = "Idempotency-Key";
    static final String REPLAYED_HEADER = "Idempotency-Replayed";

    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");
    private static final List<String> HEADERS = List.of("Location", "ETag", Token.HEADER);

    private final Engine engine;
    private final AdminSecrets secrets;

    Replays(Engine engine, AdminSecrets secrets) {
        this.engine = engine;
        this.secrets = secrets;
    }

    /**
     * The answer of the first such request, or of the handler now.
     *
     * @param handler is given the call with an identity that is the same each time the request comes
     */
    CompletionStage<HttpResponse> once(Call call, boolean keyed, Route.Handler handler) {
        Optional<String> key = call.header(KEY_HEADER);
        if (key.isEmpty() && !keyed) {
            return handler.handle(call);
        }
        String given =
                key.orElseThrow(() -> Problem.of(ProblemType.IDEMPOTENCY_KEY).rejection());
        if (!KEY.matcher(given).matches()) {
            throw Problem.of(ProblemType.IDEMPOTENCY_KEY)
                    .saying("1 to 128 visible ASCII characters")
                    .rejection();
        }
        return call.whole().thenCompose(bytes -> {
            String identity = hex(AdminSecrets.Purpose.REQUEST, call.callerId(), call.line(), given);
            String body = Base64.getEncoder().encodeToString(bytes);
            String fingerprint = hex(
                    AdminSecrets.Purpose.FINGERPRINT, call.request().getUri().toString(), call.mediaType(), body);
            Attempt attempt =
                    new Attempt(new KeptAnswerId(identity), UUID.randomUUID().toString(), given);
            return begin(attempt, fingerprint)
                    .thenCompose(kept -> kept.isPresent()
                            ? CompletableFuture.completedStage(replayed(attempt, kept.get()))
                            : carryOut(attempt, call.with(bytes, identity), handler));
        });
    }

    /** @param key the caller's own */
    private record Attempt(KeptAnswerId id, String name, String key) {

        @Override
        public String toString() {
            return id + "/" + name;
        }
    }

    private String hex(AdminSecrets.Purpose purpose, String... texts) {
        return HexFormat.of().formatHex(secrets.sign(purpose, texts));
    }

    /** The answer that was kept, or empty when this attempt has to make it. */
    private CompletionStage<Optional<String>> begin(Attempt attempt, String fingerprint) {
        return send(attempt, new KeptAnswerCommand.Begin(fingerprint, attempt.name()))
                .thenCompose(reply -> {
                    if (reply instanceof Reply.Refused refused) {
                        throw refused(refused).rejection();
                    }
                    return ((Reply.Done) reply).changed()
                            ? CompletableFuture.completedStage(Optional.<String>empty())
                            : engine.read(attempt.id().ref(), KeptAnswer.class)
                                    .thenApply(at -> at.state().kept());
                });
    }

    private static Problem refused(Reply.Refused refused) {
        if (refused.refusal() == Refusal.REQUEST_REUSED) {
            return Problem.of(ProblemType.KEY_REUSED);
        }
        return refused.refusal() == Refusal.CONFLICT
                ? Problem.of(ProblemType.IN_FLIGHT).with("Retry-After", "1")
                : Problem.of(refused);
    }

    private CompletionStage<Reply> send(Attempt attempt, KeptAnswerCommand command) {
        return engine.send(attempt.id().ref(), command, Assurance.PERSISTED).exceptionally(failure -> {
            LOG.warn("What became of the key of a request is not known: {}", attempt, failure);
            throw Problem.unknownOutcome().rejection();
        });
    }

    private CompletionStage<HttpResponse> carryOut(Attempt attempt, Call call, Route.Handler handler) {
        CompletionStage<HttpResponse> answer;
        try {
            answer = handler.handle(call);
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedStage(e);
        }
        return answer.exceptionally(failure -> Problem.of(failure, call.id()).response(call.id()))
                .thenCompose(response -> {
                    int status = response.status().intValue();
                    boolean kept = status / 100 == 2 && response.entity() instanceof HttpEntity.Strict;
                    KeptAnswerCommand end = kept
                            ? new KeptAnswerCommand.Keep(attempt.name(), sealed(attempt, response))
                            : new KeptAnswerCommand.GiveUp(attempt.name(), status < 500);
                    return send(attempt, end).thenApply(done -> response);
                });
    }

    private String sealed(Attempt attempt, HttpResponse response) {
        ObjectNode content = Json.object().put("status", response.status().intValue());
        ObjectNode headers = content.putObject("headers");
        for (String name : HEADERS) {
            response.getHeader(name).map(HttpHeader::value).ifPresent(value -> headers.put(name, value));
        }
        byte[] body = ((HttpEntity.Strict) response.entity()).getData().toArray();
        content.put("body", new String(body, StandardCharsets.UTF_8));
        String text = new String(Json.bytes(content), StandardCharsets.UTF_8);
        return Base64.getEncoder()
                .encodeToString(secrets.seal(
                        AdminSecrets.Purpose.ANSWER, text, attempt.id().value(), attempt.key()));
    }

    private HttpResponse replayed(Attempt attempt, String kept) {
        String text = secrets.open(
                        AdminSecrets.Purpose.ANSWER,
                        Base64.getDecoder().decode(kept),
                        attempt.id().value(),
                        attempt.key())
                .orElseThrow(() -> new IllegalStateException("The kept answer " + attempt.id() + " does not open"));
        ObjectNode content = Json.read(text.getBytes(StandardCharsets.UTF_8));
        int status = content.get("status").intValue();
        String body = content.get("body").textValue();
        HttpResponse response = body.isEmpty() ? Answer.nothing() : Json.response(status, Json.raw(body));
        for (var header : content.get("headers").properties()) {
            response = response.addHeader(
                    RawHeader.create(header.getKey(), header.getValue().textValue()));
        }
        return response.addHeader(RawHeader.create(REPLAYED_HEADER, "true"));
    }
}
