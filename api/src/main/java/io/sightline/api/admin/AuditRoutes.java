package io.sightline.api.admin;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.audit.AuditFilter;
import io.sightline.engine.audit.AuditRecord;
import io.sightline.engine.audit.AuditTrail;
import io.sightline.engine.audit.ChainedRecord;
import io.sightline.engine.domain.AddressId;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.SourceId;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;

/** Who did what: to look through, and to take along. */
final class AuditRoutes {

    private static final int AT_ONCE = 200;
    private static final Pattern POSITION = Pattern.compile("([A-Za-z0-9-]+):([0-9]{1,18})");
    private static final Exported.Form<ChainedRecord> FORM =
            new Exported.Form<>(AuditRoutes::view, AuditCsv.HEAD, AuditCsv::line);

    private static final Filter<String> ACTOR = new Filter<>("actor", text -> text);
    private static final Filter<String> ON_BEHALF_OF = new Filter<>("onBehalfOf", text -> text);
    private static final Filter<String> OBJECT = new Filter<>("object", text -> text);
    private static final Filter<String> OPERATION = new Filter<>("operation", text -> text);
    private static final Filter<String> REQUEST = new Filter<>("requestId", text -> text);
    private static final Filter<Instant> FROM = new Filter<>("from", AuditRoutes::moment);
    private static final Filter<Instant> TO = new Filter<>("to", AuditRoutes::moment);
    private static final List<Filter<?>> FILTERS = List.of(ACTOR, ON_BEHALF_OF, OBJECT, OPERATION, REQUEST, FROM, TO);

    private final AuditTrail trail;
    private final Sights sights;

    AuditRoutes(AuditTrail trail, Sights sights) {
        this.trail = trail;
        this.sights = sights;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/audit", Scope.AUDIT_READ, this::list)
                        .listing(ListSpec.inOrder().filteredBy(FILTERS.toArray(Filter<?>[]::new)))
                        .inSight(),
                Route.get("/api/v1/audit/export", Scope.AUDIT_READ, this::export)
                        .asking(Exported.FORMAT)
                        .asking(FILTERS.stream().map(Filter::name).toArray(String[]::new))
                        .inSight());
    }

    /** What the caller did, and what was done to what the caller sees. */
    private CompletionStage<AuditTrail.Page> seen(Call call, AuditTrail.Page page) {
        Caller caller = Objects.requireNonNull(call.caller());
        if (caller.sight().isEverything()) {
            return CompletableFuture.completedStage(page);
        }
        List<CompletableFuture<Boolean>> looked = page.records().stream()
                .map(each -> sees(caller, each.record()).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(looked.toArray(CompletableFuture[]::new)).thenApply(done -> {
            List<ChainedRecord> left = new ArrayList<>();
            for (int i = 0; i < looked.size(); i++) {
                if (looked.get(i).join()) {
                    left.add(page.records().get(i));
                }
            }
            return new AuditTrail.Page(left, page.next());
        });
    }

    private CompletionStage<Boolean> sees(Caller caller, AuditRecord record) {
        if (record.actor().equals(caller.actor())) {
            return CompletableFuture.completedStage(true);
        }
        List<EntityRef> things = things(record.object());
        return sights.seen(caller, things, each -> each)
                .thenApply(seen -> !things.isEmpty() && seen.size() == things.size());
    }

    /** Whatever an object's name names that is in sight or not: {@code users/42/addresses/7} is about a user and an address. */
    private static List<EntityRef> things(String object) {
        String[] path = object.split("/", -1);
        List<EntityRef> things = new ArrayList<>();
        try {
            for (int i = 0; i + 1 < path.length; i++) {
                if (path[i].equals("places")) {
                    things.add(new SourceId(path[i + 1]).owner());
                } else if (Sights.kind(path[i]).isPresent()) {
                    // All ids have one shape, which this constructor checks.
                    things.add(EntityRef.of(Sights.kind(path[i]).get(), new AddressId(path[i + 1]).value()));
                }
            }
            return things;
        } catch (IllegalArgumentException notAnId) {
            return List.of();
        }
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private CompletionStage<HttpResponse> list(Call call) {
        ListQuery query = call.list();
        String after = query.after();
        return trail.page(filter(query::value), after == null ? null : position(after), query.limit())
                .thenCompose(page -> seen(call, page))
                .thenApply(page -> new Page<>(query, page.records(), page.next() == null ? null : text(page.next()))
                        .answer(AuditRoutes::view));
    }

    /** How a filter's value is found. */
    private interface Values {
        <T> Optional<T> of(Filter<T> filter);
    }

    private static AuditFilter filter(Values values) {
        return new AuditFilter(
                values.of(ACTOR).orElse(null),
                values.of(ON_BEHALF_OF).orElse(null),
                values.of(OBJECT).orElse(null),
                values.of(OPERATION).orElse(null),
                values.of(REQUEST).orElse(null),
                values.of(FROM).orElse(null),
                values.of(TO).orElse(null));
    }

    private CompletionStage<HttpResponse> export(Call call) {
        AuditFilter filter = filter(new Values() {
            @Override
            public <T> Optional<T> of(Filter<T> each) {
                return call.query(each.name()).map(each::read);
            }
        });
        return CompletableFuture.completedStage(
                Exported.answer(call, "audit", FORM, pages(call, filter).mapConcat(records -> records)));
    }

    /** Page after page, each read when the one before is on its way. */
    private Source<List<ChainedRecord>, ?> pages(Call call, AuditFilter filter) {
        return Source.unfoldAsync(Optional.of(Map.<String, Long>of()), state -> {
            if (state.isEmpty()) {
                return CompletableFuture.completedStage(Optional.empty());
            }
            Map<String, Long> after = state.get().isEmpty() ? null : state.get();
            return trail.page(filter, after, AT_ONCE)
                    .thenCompose(page -> seen(call, page))
                    .thenApply(page -> Optional.of(Pair.create(Optional.ofNullable(page.next()), page.records())));
        });
    }

    static Map<String, Long> position(String text) {
        Map<String, Long> position = new TreeMap<>();
        for (String part : text.split(",", -1)) {
            Matcher parts = POSITION.matcher(part);
            if (!parts.matches()) {
                throw Problem.of(ProblemType.CURSOR).rejection();
            }
            position.put(parts.group(1), Long.parseLong(parts.group(2)));
        }
        return position;
    }

    static String text(Map<String, Long> position) {
        return position.entrySet().stream()
                .map(each -> each.getKey() + ":" + each.getValue())
                .collect(Collectors.joining(","));
    }

    static ObjectNode view(ChainedRecord chained) {
        AuditRecord record = chained.record();
        ObjectNode view = Json.object()
                .put("id", chained.stream() + "-" + chained.number())
                .put("at", record.at().toString());
        view.putObject("actor")
                .put("kind", Json.word(record.actor().kind()))
                .put("id", record.actor().id());
        view.put("onBehalfOf", record.onBehalfOf())
                .put("reason", record.reason())
                .put("operation", record.operation())
                .put("object", record.object())
                .put("status", record.status())
                .put("requestId", record.requestId())
                .put("address", record.address())
                .put("userAgent", record.userAgent());
        @Nullable String changes = record.changes();
        if (changes != null) {
            view.set("changes", Json.read(changes.getBytes(StandardCharsets.UTF_8)));
        }
        return view.put("hash", chained.hash());
    }
}
