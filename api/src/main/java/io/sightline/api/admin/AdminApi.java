package io.sightline.api.admin;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.bucket4j.TimeMeter;
import io.sightline.api.own.OwnAnswer;
import io.sightline.api.own.OwnRequest;
import io.sightline.api.pages.Pages;
import io.sightline.api.pages.Reply;
import io.sightline.engine.access.Authorship;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.Uri;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a request from its first line to its answer: names it, finds its route, lets in who may call it, has it handled, and
 * turns whatever goes wrong into a problem. Default is deny: what no route declares is not there.
 */
final class AdminApi {

    private static final Logger LOG = LoggerFactory.getLogger(AdminApi.class);
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    static final String REQUEST_ID_HEADER = "X-Request-Id";

    private final RouteTable routes;
    private final Pages console;
    private final WebClient webClient;
    private final Callers callers;
    private final Guard guard;
    private final Authorship authorship;
    private final AdminSettings settings;
    private final Call.Limits limits;
    private final RateLimits rates;
    private final RateLimits ownRates;
    private final Set<String> ownScopes;
    private final Cursors cursors;
    private final Replays replays;
    private final Audit audit;

    AdminApi(RouteTable routes, Wiring wiring, AdminSettings settings, Gate gate, Materializer materializer) {
        this.routes = routes;
        this.console = wiring.console();
        this.webClient =
                new WebClient(wiring.platform().activations().settings().linksAt());
        this.callers = gate.callers(wiring.keys(), new Signatures(wiring.keys(), wiring.nonces()));
        this.guard = new Guard(gate.sights());
        this.authorship = wiring.staff().authorship();
        this.cursors = new Cursors(wiring.secrets());
        this.replays = new Replays(wiring.engine(), wiring.secrets());
        this.audit = new Audit(wiring.audit().auditor(), new Snapshots(routes), InstantSource.system());
        this.settings = settings;
        this.limits = new Call.Limits(settings.maxBodyBytes(), settings.receiveDeadline(), materializer, guard);
        this.rates = new RateLimits(settings.rateQuota(), settings.rateWindow(), TimeMeter.SYSTEM_NANOTIME);
        this.ownRates = new RateLimits(settings.ownRateQuota(), settings.rateWindow(), TimeMeter.SYSTEM_NANOTIME);
        this.ownScopes = OwnRequests.scopes(routes.routes());
    }

    /** Answers a user about itself; to users everything that is not their own is missing. */
    CompletionStage<OwnAnswer> own(OwnRequest asked) {
        HttpRequest request;
        try {
            request = OwnRequests.request(asked);
        } catch (Rejection malformed) {
            String id = UUID.randomUUID().toString();
            return strict(headed(malformed.problem().response(id), id));
        }
        String id = id(request);
        return ownAnswer(asked.who(), request, id)
                .exceptionally(failure -> Problem.of(failure, id).response(id))
                .thenApply(response -> headed(Revalidation.of(request, response), id))
                .thenCompose(this::strict);
    }

    private CompletionStage<OwnAnswer> strict(HttpResponse response) {
        return OwnRequests.answer(response, settings.answerDeadline(), limits.materializer());
    }

    private CompletionStage<HttpResponse> ownAnswer(OwnRequest.Who who, HttpRequest request, String id) {
        try {
            if (routes.find(request.method().name(), path(request)) instanceof RouteTable.Match.Found found
                    && found.route().users()) {
                return limited(found, callers.user(who, request, ownScopes), ownRates, id);
            }
            throw Problem.notFound("path").rejection();
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private static String id(HttpRequest request) {
        return request.getHeader(REQUEST_ID_HEADER)
                .map(HttpHeader::value)
                .filter(given -> REQUEST_ID.matcher(given).matches())
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    CompletionStage<HttpResponse> handle(HttpRequest request) {
        String id = id(request);
        return answer(request, id)
                .exceptionally(failure -> Problem.of(failure, id).response(id))
                .thenCompose(response -> read(request, response))
                .thenApply(response -> headed(Revalidation.of(request, response), id));
    }

    /** Nearly everything is about somebody, so nothing is kept on the way unless its route says otherwise. */
    private static HttpResponse headed(HttpResponse response, String id) {
        HttpResponse named = response.addHeader(RawHeader.create(REQUEST_ID_HEADER, id));
        HttpResponse headed = named.getHeader("X-Content-Type-Options").isPresent()
                ? named
                : named.addHeader(RawHeader.create("X-Content-Type-Options", "nosniff"));
        return headed.getHeader("Cache-Control").isPresent()
                ? headed
                : headed.addHeader(RawHeader.create("Cache-Control", "no-store"));
    }

    /** Reads away a body that no handler has read: a client that still sends would not see the answer. */
    private CompletionStage<HttpResponse> read(HttpRequest request, HttpResponse response) {
        if (request.entity().isStrict() || !response.entity().isStrict()) {
            return CompletableFuture.completedStage(response);
        }
        return request.entity()
                .withSizeLimit(Call.DISCARDED)
                .getDataBytes()
                .completionTimeout(settings.receiveDeadline())
                .runWith(Sink.ignore(), limits.materializer())
                .handle((done, alreadyReadOrTooMuch) -> response);
    }

    private CompletionStage<HttpResponse> answer(HttpRequest request, String id) {
        try {
            String asked = request.getUri().path();
            if (console.isAt(asked)) {
                return CompletableFuture.completedStage(page(request, asked));
            }
            if (webClient.isAt(asked) && request.method().name().equals("GET")) {
                return CompletableFuture.completedStage(webClient.elsewhere());
            }
            RouteTable.Match match = routes.find(request.method().name(), path(request));
            if (match instanceof RouteTable.Match.Found found) {
                return found.route().access() instanceof Access.Anyone
                        ? handled(found, null, request, id)
                                .whenComplete((answer, failure) -> refused(found, request, id, null, failure))
                        : protectedAnswer(found, request, id);
            }
            if (match instanceof RouteTable.Match.OtherMethods other) {
                String allowed = other.allowed().stream().map(Enum::name).collect(Collectors.joining(", "));
                throw Problem.of(ProblemType.METHOD).with("Allow", allowed).rejection();
            }
            throw Problem.notFound("path").rejection();
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private HttpResponse page(HttpRequest request, String asked) {
        Reply page = console.reply(
                request.method().name(), asked, name -> request.getHeader(name).map(HttpHeader::value));
        HttpResponse response = HttpResponse.create().withStatus(page.status());
        for (Map.Entry<String, String> header : page.headers().entrySet()) {
            response = response.addHeader(RawHeader.create(header.getKey(), header.getValue()));
        }
        return page.type().isEmpty() ? response : response.withEntity(ContentTypes.parse(page.type()), page.content());
    }

    /** The answer to a caller who is known, within its rate, and allowed to ask. */
    private CompletionStage<HttpResponse> protectedAnswer(
            RouteTable.Match.Found found, HttpRequest request, String id) {
        return limited(found, identified(found, request, id), rates, id);
    }

    private CompletionStage<HttpResponse> limited(
            RouteTable.Match.Found found, CompletionStage<Callers.Known> identified, RateLimits limiting, String id) {
        return identified.thenCompose(known -> {
            Caller caller = known.caller();
            RateLimits.Standing standing = limiting.take(caller.id());
            CompletionStage<HttpResponse> answer = standing.admitted()
                    ? permitted(found, caller, known.request(), id)
                    : CompletableFuture.failedStage(standing.problem().rejection());
            return answer.whenComplete((done, failure) -> refused(found, known.request(), id, caller, failure))
                    .exceptionally(failure -> Problem.of(failure, id).response(id))
                    .thenApply(response -> limiting.tell(response, standing));
        });
    }

    private CompletionStage<Callers.Known> identified(RouteTable.Match.Found found, HttpRequest request, String id) {
        CompletionStage<Callers.Known> caller;
        try {
            caller = callers.of(request, limits);
        } catch (RuntimeException e) {
            caller = CompletableFuture.failedStage(e);
        }
        return caller.whenComplete((known, failure) -> refused(found, request, id, null, failure));
    }

    private void refused(
            RouteTable.Match.Found found,
            HttpRequest request,
            String id,
            @Nullable Caller caller,
            @Nullable Throwable failure) {
        Rejection.of(failure)
                .ifPresent(rejection -> audit.refused(found.route(), request, id, caller, rejection.problem()));
    }

    /** Looks after what is done by the clock; to be called now and then. */
    void tick() {
        audit.sweep();
    }

    /** Keeps what is not kept yet. */
    CompletionStage<Void> close() {
        return audit.close();
    }

    private CompletionStage<HttpResponse> permitted(
            RouteTable.Match.Found found, Caller caller, HttpRequest request, String id) {
        try {
            if (caller instanceof Caller.Administrator) {
                callers.requireOwnPage(request);
            }
            // To a user everything but its own is missing, not forbidden.
            if (caller.subject().isEmpty()) {
                require(found.route(), caller);
            }
            Own.Meant meant = Own.meant(found, request, caller);
            require(found.route(), caller);
            return guard.path(meant.found(), caller)
                    .thenCompose(passed -> handled(meant.found(), caller, meant.request(), id))
                    .thenCompose(answer -> claimed(meant, caller, answer));
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private static void require(Route route, Caller caller) {
        if (!(route.access() instanceof Access.Holder holder) || caller.may(holder.scope())) {
            return;
        }
        if (caller instanceof Caller.Administrator administrator && administrator.needsPassword()) {
            throw Problem.of(ProblemType.PASSWORD_NEEDED).rejection();
        }
        throw Problem.of(ProblemType.SCOPE)
                .saying("It lacks " + holder.scope().code())
                .rejection();
    }

    /** Notes who made what before anybody learns that it was made, so that its maker finds it in sight. */
    private CompletionStage<HttpResponse> claimed(Own.Meant meant, Caller caller, HttpResponse answer) {
        if (answer.status().intValue() != 201 || !(caller instanceof Caller.Administrator administrator)) {
            return CompletableFuture.completedStage(answer);
        }
        List<String> made = Audit.created(answer)
                .orElseGet(() -> Snapshots.segments(meant.request().getUri()));
        if (made.size() != 4 || Sights.kind(made.get(2)).isEmpty()) {
            return CompletableFuture.completedStage(answer);
        }
        return authorship
                .note(made.get(2), made.get(3), administrator.administrator())
                .handle((noted, failure) -> {
                    if (failure != null) {
                        LOG.warn("Who made {} could not be noted", Snapshots.name(made), failure);
                        throw Problem.unknownOutcome().rejection();
                    }
                    return answer;
                });
    }

    private CompletionStage<HttpResponse> handled(
            RouteTable.Match.Found found, @Nullable Caller caller, HttpRequest request, String id) {
        Route route = found.route();
        Call call;
        try {
            call = call(found, caller, request, id);
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
        return caller == null || !route.method().changes()
                ? timely(route, call)
                : audit.recorded(route, call, caller, () -> timely(route, call)
                        .exceptionally(failure -> Problem.of(failure, id).response(id)));
    }

    private CompletionStage<HttpResponse> timely(Route route, Call call) {
        CompletionStage<HttpResponse> answer;
        try {
            answer = route.repeats() == Route.Repeats.BY_CONTENT
                    ? route.handler().handle(call)
                    : replays.once(call, route.repeats() == Route.Repeats.BY_KEY_ALONE, route.handler());
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
        // A copy, so that a handler's stage is not completed from outside.
        return answer.toCompletableFuture()
                .copy()
                .orTimeout(settings.answerDeadline().toMillis(), TimeUnit.MILLISECONDS);
    }

    private Call call(RouteTable.Match.Found found, @Nullable Caller caller, HttpRequest request, String id) {
        Map<String, String> queries = queries(found.route(), request);
        ListSpec list = found.route().list();
        ListQuery asked =
                list == null ? null : list.read(queries, request.getUri().path(), cursors);
        return new Call(id, caller, request, found.names(), queries, asked, null, limits);
    }

    private static List<String> path(HttpRequest request) {
        List<String> segments = new ArrayList<>();
        for (String segment : request.getUri().pathSegments()) {
            segments.add(segment);
        }
        return segments;
    }

    private static Map<String, String> queries(Route route, HttpRequest request) {
        Uri uri = request.getUri();
        Map<String, String> queries = new HashMap<>();
        for (var each : uri.query().toList()) {
            if (!route.queries().contains(each.first())) {
                throw Problem.malformed("There is no query parameter " + each.first())
                        .rejection();
            }
            if (queries.put(each.first(), each.second()) != null) {
                throw Problem.malformed("The query parameter " + each.first() + " comes twice")
                        .rejection();
            }
        }
        return queries;
    }
}
