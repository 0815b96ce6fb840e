package io.sightline.api.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.billing.RequestLog;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Receipt;
import io.sightline.engine.domain.RequestId;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;
import org.apache.pekko.http.javadsl.model.HttpResponse;

import static java.util.concurrent.CompletableFuture.completedStage;

/** One of a user's billing requests: what it said, what became of it, and what it has changed. */
final class BillingEventRoutes {

    /** A request is kept shortly before its receipt; one whose outcome was unknown for longer is not found by it. */
    private static final Duration BEFORE = Duration.ofHours(1);

    /** The numbers of a busy log run ahead of the clock. */
    private static final Duration AFTER = Duration.ofSeconds(10);

    private static final int PAGE = 200;
    private static final int MOST_PAGES = 50;

    private final Entities entities;
    private final Wiring.BillingDesk desk;

    BillingEventRoutes(Entities entities, Wiring.BillingDesk desk) {
        this.entities = entities;
        this.desk = desk;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/v1/users/{id}/billing-events/{request}", Scope.BILLING_READ, this::show));
    }

    private CompletionStage<HttpResponse> show(Call call) {
        UserId user = call.name("id", UserId::new);
        RequestId request = call.name("request", RequestId::new);
        return entities.existing(call, user.ref(), User.class, User::account).thenCompose(found -> {
            Receipt receipt = found.part().requests().find(request).orElseThrow(() -> Problem.notFound("request")
                    .rejection());
            long from = micros(receipt.at().plus(AFTER));
            return find(receipt, new RequestLog.Position(0, from), MOST_PAGES)
                    .thenApply(row -> Json.response(200, view(found.part(), receipt, row)));
        });
    }

    /** The row of the system log in which a request came, if it is kept still. */
    private CompletionStage<Optional<RequestLog.Row>> find(Receipt receipt, RequestLog.Position from, int pages) {
        Instant earliest = receipt.at().minus(BEFORE);
        return desk.log().page(from, PAGE).thenCompose(page -> {
            Optional<RequestLog.Row> found = page.rows().stream()
                    .filter(row -> row.entry().id().equals(receipt.request().id())
                            && row.entry()
                                    .fingerprint()
                                    .equals(receipt.request().fingerprint()))
                    .findFirst();
            RequestLog.Position next = page.next();
            return found.isPresent() || next == null || pages == 1 || next.number() < micros(earliest)
                    ? completedStage(found)
                    : find(receipt, next, pages - 1);
        });
    }

    private static long micros(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }

    private ObjectNode view(Account user, Receipt receipt, Optional<RequestLog.Row> row) {
        ObjectNode view = UserViews.receipt(receipt);
        ArrayNode changes = view.putArray("changes");
        user.requests().effectsOf(receipt.request().id()).forEach(effect -> changes.addObject()
                .put("what", effect.what())
                .put("subject", effect.on()));
        row.ifPresent(found -> BillingRoutes.say(view, desk, found));
        return view;
    }
}
