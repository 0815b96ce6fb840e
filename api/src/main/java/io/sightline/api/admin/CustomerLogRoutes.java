package io.sightline.api.admin;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.audit.AuditFilter;
import io.sightline.engine.audit.AuditTrail;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

/** What was done to a customer and its sub-users, those it has had as well, and what was done for them. */
final class CustomerLogRoutes {

    private static final Filter<String> OPERATION = new Filter<>("operation", text -> text);
    private static final Filter<String> ACTOR = new Filter<>("actor", text -> text);
    private static final Filter<String> USER = new Filter<>("user", text -> text);
    private static final Filter<String> REQUEST = new Filter<>("requestId", text -> text);
    private static final Filter<String> FROM = new Filter<>("from", CustomerLogRoutes::dated);
    private static final Filter<String> TO = new Filter<>("to", CustomerLogRoutes::dated);
    private static final Filter<ZoneId> ZONE = new Filter<>("zone", CustomerLogRoutes::zone);

    private final Entities entities;
    private final AuditTrail trail;

    CustomerLogRoutes(Entities entities, AuditTrail trail) {
        this.entities = entities;
        this.trail = trail;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/v1/users/{id}/logs", Scope.AUDIT_READ, this::list)
                .listing(ListSpec.inOrder().filteredBy(OPERATION, ACTOR, USER, REQUEST, FROM, TO, ZONE)));
    }

    private CompletionStage<HttpResponse> list(Call call) {
        UserId id = call.name("id", UserId::new);
        return entities.existing(call, id.ref(), User.class, User::account).thenCompose(found -> {
            ListQuery query = call.list();
            ZoneId zone = query.value(ZONE).orElse(ZoneOffset.UTC);
            Set<String> whose = whose(found.part());
            query.value(USER).ifPresent(one -> whose.retainAll(Set.of(one)));
            String after = query.after();
            return trail.page(
                            new AuditFilter(
                                    query.value(ACTOR).orElse(null),
                                    null,
                                    null,
                                    query.value(OPERATION).orElse(null),
                                    query.value(REQUEST).orElse(null),
                                    query.value(FROM)
                                            .map(text -> moment(text, zone))
                                            .orElse(null),
                                    query.value(TO)
                                            .map(text -> moment(text, zone))
                                            .orElse(null),
                                    whose),
                            after == null ? null : AuditRoutes.position(after),
                            query.limit())
                    .thenApply(page -> new Page<>(query, page.records(), text(page)).answer(record -> AuditRoutes.view(
                                    record)
                            .put(
                                    "localTime",
                                    DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                                            record.record().at().atZone(zone).toOffsetDateTime()))));
        });
    }

    private static @Nullable String text(AuditTrail.Page page) {
        return page.next() == null ? null : AuditRoutes.text(page.next());
    }

    private static Set<String> whose(Account user) {
        Set<String> ids = new HashSet<>();
        ids.add(user.id().value());
        user.family().subUsers().keySet().forEach(sub -> ids.add(sub.value()));
        user.family().former().forEach(sub -> ids.add(sub.value()));
        return ids;
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A moment, or a day: which moment a day begins at, only the zone tells. */
    private static String dated(String text) {
        moment(text, ZoneOffset.UTC);
        return text;
    }

    private static Instant moment(String text, ZoneId zone) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
