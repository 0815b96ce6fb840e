package io.sightline.api.admin;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.api.admin.LineSplitter.Line;
import io.sightline.engine.billing.BillingResult;
import io.sightline.engine.billing.PasswordsBusyException;
import io.sightline.engine.billing.Replay;
import io.sightline.engine.billing.RequestLog;
import io.sightline.engine.billing.RequestReader.Reading;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** The billing system's requests, one by one or as a stream, and the system log of all of them. */
final class BillingRoutes {

    private static final String PATH = "/api/v1/billing/requests";
    private static final String NDJSON = "application/x-ndjson";
    private static final ContentType NDJSON_TYPE = MediaTypes.customWithFixedCharset(
                    "application", "x-ndjson", HttpCharsets.UTF_8, java.util.Map.of(), true)
            .toContentType();
    private static final Pattern POSITION = Pattern.compile("([0-9]{1,9})\\.([0-9]{1,18})");

    private final Wiring.BillingDesk desk;
    private final AdminSettings settings;

    BillingRoutes(Wiring.BillingDesk desk, AdminSettings settings) {
        this.desk = desk;
        this.settings = settings;
    }

    List<Route> routes() {
        return List.of(
                Route.post(PATH, Scope.BILLING_WRITE, this::submit),
                Route.post(PATH + "/{position}/replay", Scope.BILLING_WRITE, this::replay)
                        .repeatable(),
                Route.get(PATH, Scope.BILLING_READ, this::list).listing(ListSpec.inOrder()));
    }

    private CompletionStage<HttpResponse> submit(Call call) {
        return call.mediaType().equals(NDJSON) ? stream(call) : single(call);
    }

    private CompletionStage<HttpResponse> single(Call call) {
        return call.json().thenCompose(this::read).thenCompose(reading -> {
            if (reading instanceof Reading.Faulty faulty) {
                throw BillingResults.problem(faulty.errors()).rejection();
            }
            return submitted(((Reading.Sound) reading)).thenApply(result -> answer(result, call));
        });
    }

    private static HttpResponse answer(BillingResult result, Call call) {
        int status = BillingResults.status(result);
        ObjectNode view = BillingResults.view(result);
        return status < 400
                ? Json.response(status, view)
                : BillingResults.problem(result).with(view).response(call.id());
    }

    /** Sends a request of the log once more. */
    private CompletionStage<HttpResponse> replay(Call call) {
        RequestLog.Position position =
                call.name("position", text -> position(text).orElseThrow(IllegalArgumentException::new));
        return desk.billing()
                .replay(position)
                .exceptionally(failure -> {
                    throw Problem.unknownOutcome().rejection();
                })
                .thenApply(replay -> {
                    if (replay instanceof Replay.Sent sent && !sent.isSpent()) {
                        return answer(sent.result(), call);
                    }
                    throw BillingResults.problem(replay).rejection();
                });
    }

    private CompletionStage<Reading> read(byte[] bytes) {
        return desk.reader().read(bytes).exceptionally(failure -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (cause instanceof PasswordsBusyException) {
                throw Problem.busy().rejection();
            }
            throw new CompletionException(cause);
        });
    }

    private CompletionStage<BillingResult> submitted(Reading.Sound sound) {
        return desk.billing().submit(sound.request()).exceptionally(failure -> {
            throw Problem.unknownOutcome().rejection();
        });
    }

    /**
     * One result line for each request line, in order. A bounded number of lines is under way, and neither a slow sender nor a
     * slow reader makes it more: what is not read is not taken in. Whoever was cut off sends the whole again.
     */
    private CompletionStage<HttpResponse> stream(Call call) {
        int abreast = settings.linesInFlight();
        Source<ByteString, NotUsed> results = call.request()
                .entity()
                .withoutSizeLimit()
                .getDataBytes()
                .mapMaterializedValue(any -> NotUsed.getInstance())
                .via(lines(settings.maxBodyBytes()))
                .mapAsync(abreast, line -> read(line))
                .mapAsync(abreast, this::result)
                .map(view -> ByteString.fromArrayUnsafe(Json.bytes(view)).concat(ByteString.fromString("\n")));
        return CompletableFuture.completedStage(
                HttpResponse.create().withEntity(HttpEntities.create(NDJSON_TYPE, results)));
    }

    static Flow<ByteString, Line, NotUsed> lines(int limit) {
        return Flow.of(ByteString.class)
                .statefulMap(
                        () -> new LineSplitter(limit),
                        (splitter, bytes) -> org.apache.pekko.japi.Pair.create(splitter, splitter.feed(bytes)),
                        splitter -> java.util.Optional.of(splitter.end()))
                .mapConcat(all -> all);
    }

    /** A line with what was read in it, or the problem it has led to. */
    private record Taken(
            long number,
            @Nullable Reading reading,
            @Nullable Problem problem) {}

    private CompletionStage<Taken> read(Line line) {
        ByteString bytes = line.bytes();
        if (bytes == null) {
            return CompletableFuture.completedStage(
                    new Taken(line.number(), null, Problem.tooLarge(settings.maxBodyBytes())));
        }
        return read(bytes.toArray())
                .thenApply(reading -> reading instanceof Reading.Faulty faulty
                        ? new Taken(line.number(), null, BillingResults.problem(faulty.errors()))
                        : new Taken(line.number(), reading, null))
                .exceptionally(failure -> new Taken(line.number(), null, Problem.of(failure, "of a stream")));
    }

    private CompletionStage<ObjectNode> result(Taken taken) {
        Problem problem = taken.problem();
        CompletionStage<ObjectNode> view = problem == null && taken.reading() instanceof Reading.Sound sound
                ? submitted(sound).thenApply(BillingResults::view).exceptionally(failure -> BillingResults.line(
                                Problem.of(failure, "of a stream"))
                        .put("requestId", sound.request().id().value()))
                : CompletableFuture.completedStage(
                        BillingResults.line(problem == null ? Problem.malformed("") : problem));
        return view.thenApply(each -> each.put("line", taken.number()));
    }

    private CompletionStage<HttpResponse> list(Call call) {
        ListQuery query = call.list();
        return desk.log().page(begin(query.after()), query.limit()).thenApply(page -> {
            RequestLog.Position next = page.next();
            return new Page<>(query, page.rows(), next == null ? null : text(next)).answer(this::view);
        });
    }

    private static RequestLog.@Nullable Position begin(@Nullable String after) {
        return after == null
                ? null
                : position(after)
                        .orElseThrow(() -> Problem.of(ProblemType.CURSOR).rejection());
    }

    private static Optional<RequestLog.Position> position(String text) {
        Matcher parts = POSITION.matcher(text);
        return parts.matches()
                ? Optional.of(new RequestLog.Position(Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2))))
                : Optional.empty();
    }

    private static String text(RequestLog.Position position) {
        return position.slot() + "." + position.number();
    }

    private ObjectNode view(RequestLog.Row row) {
        RequestLog.Entry entry = row.entry();
        RequestLog.Settlement settlement = row.settlement();
        ObjectNode view = Json.object()
                .put("requestId", entry.id().value())
                .put("type", (settlement == null ? entry.type() : settlement.recordedAs()).code())
                .put("createdAt", entry.receivedAt().toString())
                .put("outcome", settlement == null ? "under_way" : Json.word(settlement.outcome()));
        if (settlement != null) {
            view.put("settledAt", settlement.at().toString());
            if (!settlement.detail().isEmpty()) {
                view.put("reason", settlement.detail());
            }
            if (settlement.subject() != null) {
                view.put("subject", settlement.subject().toString());
            }
        }
        say(view, desk, row);
        return view;
    }

    /** Says where in the log a request is, whether it may be replayed, and what it said, without its secrets. */
    static void say(ObjectNode view, Wiring.BillingDesk desk, RequestLog.Row row) {
        view.put("id", text(row.position()))
                .put("replayable", Replay.obstacle(row).isEmpty())
                .set("request", document(desk, row));
    }

    private static ObjectNode document(Wiring.BillingDesk desk, RequestLog.Row row) {
        ObjectNode request = Json.read(desk.logged().document(row).getBytes(StandardCharsets.UTF_8));
        // A hash is enough to guess at a password with.
        request.remove("passwordHash");
        return request;
    }
}
