package io.sightline.api.admin;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.DeviceTariffId;
import io.sightline.engine.domain.Ledger;
import io.sightline.engine.domain.Money;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Transaction;
import io.sightline.engine.domain.TransactionId;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.money.Payments;
import io.sightline.engine.runtime.Reply;
import io.sightline.engine.runtime.Versioned;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Location;
import org.jspecify.annotations.Nullable;

/**
 * A user's balance, what moved it, and what is paid for which device. Refilling and taking back is for administrators, who do it
 * as themselves also while they act for the user; paying and looking is the user's own.
 */
final class LedgerRoutes {

    private static final String USER = "/api/v1/users/{id}";
    private static final String ALL = USER + "/transactions";
    private static final String ONE = ALL + "/{transaction}";

    private static final int DEVICE_KEY = 80;

    /** Whether those taken back are listed too, with what took them back. */
    private static final Filter<Boolean> CANCELLED = new Filter<>("cancelled", LedgerRoutes::truth);

    private static final ListSpec LATEST_FIRST =
            ListSpec.sortedBy("-at", "at").filteredBy(CANCELLED).paged();

    private final Entities entities;
    private final Payments payments;

    LedgerRoutes(Entities entities, Payments payments) {
        this.entities = entities;
        this.payments = payments;
    }

    List<Route> routes() {
        return List.of(
                Route.get(USER + "/ledger", Scope.MONEY_READ, this::ledger)
                        .asking("atLeast")
                        .own(),
                Route.get(ALL, Scope.MONEY_READ, this::list)
                        .listing(LATEST_FIRST)
                        .asking("atLeast")
                        .own(),
                Route.get(ONE, Scope.MONEY_READ, this::show).asking("atLeast").own(),
                Route.delete(ONE, Scope.MONEY_WRITE, this::cancel),
                Route.post(USER + "/refills", Scope.MONEY_WRITE, this::refill).creating(),
                Route.post(USER + "/payments", Scope.MONEY_WRITE, this::pay)
                        .creating()
                        .own());
    }

    private static Boolean truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return text.equals("true");
    }

    /** The ledger of a user who exists, which one without any movement has too. */
    private CompletionStage<Versioned<Ledger>> read(Call call) {
        UserId user = call.name("id", UserId::new);
        return entities.existing(call, user.ref(), User.class, User::account)
                .thenCompose(found -> entities.read(call, Ledger.ref(user), Ledger.class));
    }

    private CompletionStage<HttpResponse> ledger(Call call) {
        UserId user = call.name("id", UserId::new);
        return read(call)
                .thenCompose(at -> named(user, at.state().paid().keySet()).thenApply(names -> {
                    Ledger ledger = at.state();
                    ObjectNode view = Json.object()
                            .put("userId", user.value())
                            .put("currency", currency(ledger))
                            .put("balance", ledger.balance())
                            .put("transactions", ledger.standing().size());
                    ArrayNode devices = view.putArray("devices");
                    ledger.paid().entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .forEach(each -> devices.add(paid(
                                    each.getKey(),
                                    each.getValue(),
                                    names.get(each.getKey()),
                                    ledger.expired().contains(each.getKey()))));
                    return Answer.state(200, at.revision(), view);
                }));
    }

    private static ObjectNode paid(String device, Transaction.Paid paid, @Nullable Personal name, boolean expired) {
        ObjectNode view = Json.object()
                .put("device", device)
                .put("name", name == null ? null : name.text())
                .put("startsAt", paid.startsAt().toString())
                .put("paidUpTo", paid.endsAt().toString())
                .put("servedUntil", paid.servedUntil().toString())
                .put("expired", expired);
        view.set("tariff", tariff(paid.tariff(), paid.terms().name()));
        return view;
    }

    private static ObjectNode tariff(DeviceTariffId id, String name) {
        return Json.object().put("id", id.value()).put("name", name);
    }

    private String currency(Ledger ledger) {
        String held = ledger.currency();
        return held == null ? payments.settings().currency() : held;
    }

    /** A movement and where it stands among all of them. */
    private record Row(int number, Transaction transaction, boolean cancelled) {

        String position() {
            return String.format("%06d", number);
        }
    }

    private static List<Row> rows(Ledger ledger) {
        Set<TransactionId> gone = ledger.transactions().stream()
                .flatMap(each -> Optional.ofNullable(each.cancels()).stream())
                .collect(Collectors.toCollection(HashSet::new));
        Map<TransactionId, Row> rows = new LinkedHashMap<>();
        for (Transaction each : ledger.transactions()) {
            rows.put(each.id(), new Row(rows.size(), each, gone.contains(each.id())));
        }
        return List.copyOf(rows.values());
    }

    private CompletionStage<HttpResponse> list(Call call) {
        boolean all = call.list().value(CANCELLED).orElse(false);
        return read(call).thenCompose(at -> {
            List<Row> shown = rows(at.state()).stream()
                    .filter(row -> all || (!row.cancelled() && row.transaction().cancels() == null))
                    .toList();
            Page<Row> page = Page.of(call.list(), shown, Row::position);
            return named(call.name("id", UserId::new), devices(page.items()))
                    .thenApply(names -> page.answer(row -> view(at.state(), row, names)));
        });
    }

    private static Set<String> devices(List<Row> rows) {
        return rows.stream()
                .flatMap(row -> Optional.ofNullable(row.transaction().payment()).stream())
                .map(Transaction.Payment::device)
                .collect(Collectors.toSet());
    }

    private CompletionStage<Map<String, Personal>> named(UserId user, Set<String> devices) {
        return payments.names(user, devices);
    }

    private CompletionStage<HttpResponse> show(Call call) {
        TransactionId id = call.name("transaction", TransactionId::new);
        return read(call).thenCompose(at -> {
            Row row = rows(at.state()).stream()
                    .filter(each -> each.transaction().id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> Problem.notFound("transaction").rejection());
            return named(call.name("id", UserId::new), devices(List.of(row)))
                    .thenApply(names -> Answer.state(200, at.revision(), view(at.state(), row, names)));
        });
    }

    private ObjectNode view(Ledger ledger, Row row, Map<String, Personal> names) {
        Transaction transaction = row.transaction();
        TransactionId opposite = transaction.cancels();
        ObjectNode view = Json.object()
                .put("id", transaction.id().value())
                .put("at", transaction.at().toString())
                .put("type", transaction.sum() > 0 ? "receipt" : "withdrawal")
                .put("amount", transaction.sum())
                .put("balanceAfter", transaction.balanceAfter())
                .put("currency", currency(ledger))
                .put("cancelled", row.cancelled())
                .put("cancels", opposite == null ? null : opposite.value());
        Transaction.Payment payment = transaction.payment();
        if (payment != null) {
            Personal now = names.get(payment.device());
            view.put("operationFor", Json.word(payment.terms().device()))
                    .put("device", payment.device())
                    .put("initialName", payment.initialName().text())
                    .put("currentName", now == null ? null : now.text())
                    .put("months", payment.months())
                    .put("startsAt", payment.startsAt().toString())
                    .put("endsAt", payment.endsAt().toString());
            view.set("tariff", tariff(payment.tariff(), payment.terms().name()));
        }
        return view;
    }

    private CompletionStage<HttpResponse> refill(Call call) {
        UserId user = call.name("id", UserId::new);
        return call.fields().thenCompose(fields -> {
            long amount = fields.whole("amount", 1, Money.MOST);
            String currency = fields.optionalText("currency", 3);
            fields.check();
            TransactionId id = new TransactionId(call.identity());
            Money sum = new Money(amount, currency == null ? payments.settings().currency() : currency);
            return entities.done(payments.refill(user, id, sum)).thenApply(done -> created(user, id, done));
        });
    }

    private CompletionStage<HttpResponse> pay(Call call) {
        UserId user = call.name("id", UserId::new);
        return call.fields().thenCompose(fields -> {
            String device = fields.text("device", DEVICE_KEY);
            DeviceTariffId tariff = fields.required("tariffId", DeviceTariffId::new, new DeviceTariffId("none"));
            int months = fields.integer("months", 1, 12);
            fields.check();
            TransactionId id = new TransactionId(call.identity());
            return entities.done(payments.pay(user, id, device, tariff, months))
                    .thenApply(done -> created(user, id, done));
        });
    }

    private static HttpResponse created(UserId user, TransactionId id, Reply.Done done) {
        return Answer.changed(
                        Json.response(done.changed() ? 201 : 200, Json.object().put("id", id.value())), done)
                .addHeader(Location.create("/api/v1/users/" + user + "/transactions/" + id));
    }

    private CompletionStage<HttpResponse> cancel(Call call) {
        UserId user = call.name("id", UserId::new);
        TransactionId id = call.name("transaction", TransactionId::new);
        return read(call)
                .thenApply(at -> rows(at.state()).stream()
                        .filter(row -> row.transaction().id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> Problem.notFound("transaction").rejection()))
                .thenCompose(row -> entities.done(payments.cancel(user, id)))
                .thenApply(done -> Answer.changed(Answer.nothing(), done));
    }
}
