package io.sightline.api.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.sightline.engine.access.AdminSession;
import io.sightline.engine.access.AdminSessionStore;
import io.sightline.engine.domain.Administrator;
import io.sightline.engine.domain.AdministratorId;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of administrators: a random reference for the browser, its hash in the store. A session that was ended on another
 * node goes on here for two seconds at most, because those just used are remembered that long. Thread-safe.
 */
final class AdminSessions {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Duration REMEMBERED = Duration.ofSeconds(2);
    private static final Duration NOTED = Duration.ofMinutes(1);
    private static final int USER_AGENT = 256;

    /** A session just begun; the only moment at which its reference is known. */
    record Opened(String reference, AdminSession session) {
        @Override
        public String toString() {
            return "Opened[" + session + "]";
        }
    }

    private final AdminSessionStore store;
    private final SessionSettings settings;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Cache<String, AdminSession> recent;

    AdminSessions(AdminSessionStore store, SessionSettings settings, InstantSource clock, Ticker ticker) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.recent = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(REMEMBERED)
                .ticker(ticker)
                .build();
    }

    CompletionStage<Opened> open(Administrator of, String address, @Nullable String userAgent) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        byte[] id = new byte[8];
        random.nextBytes(id);
        String reference = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Instant now = clock.instant();
        String agent =
                userAgent == null || userAgent.length() <= USER_AGENT ? userAgent : userAgent.substring(0, USER_AGENT);
        AdminSession session = new AdminSession(
                HexFormat.of().formatHex(id), hash(reference), of.id(), of.credentials(), now, now, address, agent);
        return store.add(session).thenApply(done -> new Opened(reference, session));
    }

    /** The session that a browser presents, unless it is over; it has been used now. */
    CompletionStage<Optional<AdminSession>> use(String reference) {
        if (!SHAPE.matcher(reference).matches()) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        String hash = hash(reference);
        AdminSession known = recent.getIfPresent(hash);
        if (known != null) {
            return used(known);
        }
        return store.find(hash).thenCompose(found -> {
            found.ifPresent(session -> recent.put(hash, session));
            return found.isPresent() ? used(found.get()) : CompletableFuture.completedStage(Optional.empty());
        });
    }

    private CompletionStage<Optional<AdminSession>> used(AdminSession session) {
        Instant now = clock.instant();
        if (isOver(session, now)) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        if (Duration.between(session.seenAt(), now).compareTo(NOTED) < 0) {
            return CompletableFuture.completedStage(Optional.of(session));
        }
        // Read anew next time: to remember it longer would let it live on after it was ended elsewhere.
        recent.invalidate(session.hash());
        return store.touch(session.hash(), now).thenApply(done -> Optional.of(session.seen(now)));
    }

    private boolean isOver(AdminSession session, Instant now) {
        return !now.isBefore(session.seenAt().plus(settings.idle())) || !now.isBefore(end(session));
    }

    /** When it is over however much it is used. */
    Instant end(AdminSession session) {
        return session.createdAt().plus(settings.absolute());
    }

    /** Those of one administrator that are not over, with these credentials. */
    CompletionStage<List<AdminSession>> of(Administrator administrator) {
        Instant now = clock.instant();
        return store.of(administrator.id()).thenApply(all -> all.stream()
                .filter(each -> each.credentials() == administrator.credentials() && !isOver(each, now))
                .toList());
    }

    /** Ends one; false when there is none of that id. */
    CompletionStage<Boolean> end(AdministratorId of, String id) {
        return store.remove(of, id).thenApply(removed -> {
            recent.asMap().values().removeIf(each -> each.id().equals(id));
            return removed;
        });
    }

    private static String hash(String reference) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(reference.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
