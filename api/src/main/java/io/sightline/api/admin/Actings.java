package io.sightline.api.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.sightline.engine.access.Acting;
import io.sightline.engine.access.ActingStore;
import io.sightline.engine.audit.Actor;
import io.sightline.engine.audit.AuditRecord;
import io.sightline.engine.audit.Auditor;
import io.sightline.engine.domain.UserId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.util.concurrent.CompletableFuture.completedStage;

/**
 * Administrators who act for users: they begin it with a reason, hold a token {@code sla_<id>_<secret>} meanwhile, and it ends
 * when its time or their session is over, or somebody ends it. Beginning and end are records of the audit that name both.
 * Thread-safe.
 */
final class Actings {

    private static final Logger LOG = LoggerFactory.getLogger(Actings.class);
    private static final String PREFIX = "sla_";
    private static final Pattern SHAPE = Pattern.compile(PREFIX + "([0-9a-f]{16})_([A-Za-z0-9_-]{43})");

    private static final int CREATED = 201;

    /** Where records say that something came from which nobody called for. */
    private static final String NODE = "node";

    /** One just begun; the only moment at which its token is known. */
    record Begun(Acting acting, String token) {
        @Override
        public String toString() {
            return "Begun[" + acting + "]";
        }
    }

    /** What an administrator wants. */
    record Wish(UserId user, Acting.Purpose purpose, String reason, Duration length) {}

    private final ActingStore store;
    private final Presences presences;
    private final Auditor auditor;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    Actings(ActingStore store, Presences presences, Auditor auditor, InstantSource clock) {
        this.store = store;
        this.presences = presences;
        this.auditor = auditor;
        this.clock = clock;
    }

    static boolean isToken(String presented) {
        return presented.startsWith(PREFIX);
    }

    /**
     * Begins one.
     *
     * @param id 16 hex digits; the same when the call is sent again
     */
    CompletionStage<Begun> begin(String id, Caller.Administrator by, Wish wish, Call call) {
        return presences.find(by.administrator(), by.session()).thenCompose(present -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Instant sessionEnd = present.orElseThrow(
                            () -> Problem.of(ProblemType.UNAUTHORIZED).rejection())
                    .until();
            Instant end = now.plus(wish.length());
            byte[] secret = new byte[32];
            random.nextBytes(secret);
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
            Acting acting = new Acting(
                    id,
                    HexFormat.of().formatHex(sha256(text)),
                    wish.user(),
                    by.administrator(),
                    by.session(),
                    wish.purpose(),
                    wish.reason(),
                    now,
                    end.isBefore(sessionEnd) ? end : sessionEnd);
            // Recorded first: nobody acts for anybody without a record of it.
            return auditor.record(record("acting.start", acting, CREATED, call.id(), Audit.address(call.request())))
                    .thenCompose(recorded -> store.add(acting))
                    .thenApply(done -> new Begun(acting, PREFIX + id + "_" + text));
        });
    }

    /** The caller that a token makes, if the acting goes on. */
    CompletionStage<Optional<Caller>> authenticate(String presented) {
        return find(presented)
                .thenCompose(found -> found.isEmpty()
                        ? completedStage(Optional.<Caller>empty())
                        : presences
                                .find(found.get().administrator(), found.get().session())
                                .thenApply(present -> present.map(each -> new Caller.User(
                                        found.get().user(),
                                        each.caller(),
                                        found.get().id(),
                                        found.get().reason(),
                                        Scope.allCodes()))));
    }

    /** The acting of a token, if it goes on. */
    CompletionStage<Optional<Acting>> find(String presented) {
        Matcher parts = SHAPE.matcher(presented);
        if (!parts.matches()) {
            return completedStage(Optional.empty());
        }
        byte[] hash = sha256(parts.group(2));
        return store.find(parts.group(1)).thenCompose(found -> {
            Optional<Acting> acting = found.filter(each -> MessageDigest.isEqual(each.hashBytes(), hash));
            return acting.isEmpty()
                    ? completedStage(Optional.<Acting>empty())
                    : goesOn(acting.get()).thenApply(yes -> yes ? acting : Optional.empty());
        });
    }

    private CompletionStage<Boolean> goesOn(Acting acting) {
        return acting.isOverAt(clock.instant())
                ? completedStage(false)
                : presences.find(acting.administrator(), acting.session()).thenApply(Optional::isPresent);
    }

    /** Those that go on, of one user or of all. */
    CompletionStage<List<Acting>> all(@Nullable UserId of) {
        Instant now = clock.instant();
        return store.all().thenApply(all -> all.stream()
                .filter(each ->
                        !each.isOverAt(now) && (of == null || each.user().equals(of)))
                .toList());
    }

    /** Ends one because somebody wants it to; false when it is over already. */
    CompletionStage<Boolean> end(Acting acting, Call call) {
        return end(acting, "acting.end", call.id(), Audit.address(call.request()));
    }

    /** Ends what is over, and tells which go on. To be called again and again, by every node. */
    CompletionStage<Set<String>> sweep() {
        return store.all().thenCompose(all -> {
            CompletionStage<Set<String>> live = completedStage(new HashSet<>());
            for (Acting each : all) {
                live = live.thenCombine(swept(each), (ids, goesOn) -> {
                    if (goesOn) {
                        ids.add(each.id());
                    }
                    return ids;
                });
            }
            return live;
        });
    }

    private CompletionStage<Boolean> swept(Acting acting) {
        if (acting.isOverAt(clock.instant())) {
            return end(acting, "acting.expire", acting.id(), NODE).thenApply(ended -> false);
        }
        return presences
                .find(acting.administrator(), acting.session())
                .thenCompose(present -> present.isPresent()
                        ? completedStage(true)
                        : end(acting, "acting.leave", acting.id(), NODE).thenApply(ended -> false));
    }

    private CompletionStage<Boolean> end(Acting acting, String operation, String requestId, String address) {
        return store.remove(acting.id()).thenApply(removed -> {
            if (removed) {
                auditor.record(record(operation, acting, 200, requestId, address))
                        .whenComplete((recorded, failure) -> {
                            if (failure != null) {
                                LOG.error("The end of {} could not be recorded", acting, failure);
                            }
                        });
            }
            return removed;
        });
    }

    private AuditRecord record(String operation, Acting acting, int status, String requestId, String address) {
        return new AuditRecord(
                clock.instant(),
                new Actor(Actor.Kind.ADMINISTRATOR, acting.administrator().value()),
                acting.user().value(),
                acting.reason(),
                operation,
                "users/" + acting.user().value() + "/acting/" + acting.id(),
                status,
                requestId,
                address,
                null,
                Json.object()
                        .set(
                                status == CREATED ? "after" : "before",
                                Json.object()
                                        .put("purpose", Json.word(acting.purpose()))
                                        .put("expiresAt", acting.expiresAt().toString()))
                        .toString());
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
