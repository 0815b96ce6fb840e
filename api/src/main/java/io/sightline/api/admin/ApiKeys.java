package io.sightline.api.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.sightline.engine.access.ApiKey;
import io.sightline.engine.access.ApiKeyStore;
import org.jspecify.annotations.Nullable;

/**
 * The keys callers carry: {@code slk_<id>_<secret>}, shown once when made. A key that was removed on another node goes on
 * working here for 5 s at most, because keys just used are remembered that long. Thread-safe.
 */
public final class ApiKeys {

    private static final Pattern SHAPE = Pattern.compile("slk_([0-9a-f]{16})_([A-Za-z0-9_-]{43})");
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    /** How many keys may take the place of one another at once. */
    private static final int LIVING = 2;

    /**
     * A key just made; the only moment at which its text and what it signs with are shown.
     *
     * @param signingSecret for calls that are signed instead of carrying the text
     */
    public record Issued(ApiKey key, String text, String signingSecret) {
        @Override
        public String toString() {
            return "Issued[" + key.id() + "]";
        }
    }

    private final ApiKeyStore store;
    private final AdminSecrets secrets;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Cache<String, ApiKey> recent;
    /** The day each key was last used, as far as this node has told the store. */
    private final Map<String, LocalDate> usedOn = new ConcurrentHashMap<>();

    public ApiKeys(ApiKeyStore store, AdminSecrets secrets, InstantSource clock) {
        this.store = store;
        this.secrets = secrets;
        this.clock = clock;
        this.recent = Caffeine.newBuilder()
                .maximumSize(1_000)
                .expireAfterWrite(REMEMBERED)
                .ticker(Ticker.systemTicker())
                .build();
    }

    /**
     * Makes the key of the very first start, which may everything there will ever be; empty at each later one, which sees to it
     * that a first key of an earlier version may as much.
     */
    public CompletionStage<Optional<String>> first() {
        Issued issued = make(newId(), "first administrator", Set.of(ApiKey.EVERYTHING), false, null);
        return store.addFirst(issued.key())
                .thenCompose(first -> first
                        ? CompletableFuture.completedStage(Optional.of(issued.text()))
                        : store.rescopeFirst(issued.key().scopes()).thenApply(done -> Optional.empty()));
    }

    public CompletionStage<Issued> issue(String name, Set<String> scopes) {
        return issue(newId(), name, scopes, false);
    }

    /**
     * Makes a key with an id of the caller's choice, in place of one that has it.
     *
     * @param id 16 hex digits
     * @param signed whether it has to sign its calls
     */
    CompletionStage<Issued> issue(String id, String name, Set<String> scopes, boolean signed) {
        return kept(make(id, name, scopes, signed, null));
    }

    /**
     * Makes a key that takes over from another one; both are good meanwhile.
     *
     * @param id 16 hex digits
     * @param until when the old one ends; null to leave that to its removal
     * @return fails with a rejection when the old one already has a living successor or predecessor
     */
    CompletionStage<Issued> rotate(ApiKey old, String id, boolean signed, @Nullable Instant until) {
        return store.all().thenCompose(all -> {
            long others = all.stream()
                    .filter(each -> !each.id().equals(old.id()) && !each.id().equals(id))
                    .filter(each -> each.isGoodAt(clock.instant()))
                    .filter(each ->
                            old.id().equals(each.predecessor()) || each.id().equals(old.predecessor()))
                    .count();
            if (others + 1 >= LIVING) {
                throw Problem.of(ProblemType.CONFLICT)
                        .saying("Two keys are good already; take one of them away first")
                        .rejection();
            }
            return kept(make(id, old.name(), old.scopes(), signed, old.id()))
                    .thenCompose(issued -> until == null
                            ? CompletableFuture.completedStage(issued)
                            : store.expire(old.id(), until).thenApply(ended -> {
                                recent.invalidate(old.id());
                                return issued;
                            }));
        });
    }

    private CompletionStage<Issued> kept(Issued issued) {
        return store.add(issued.key()).thenApply(done -> issued);
    }

    /** What the key signs with: made of it and of what every node knows, so that it is kept nowhere. */
    String signingSecret(ApiKey key) {
        return HexFormat.of().formatHex(secrets.derive(AdminSecrets.Purpose.SIGNING, key.id(), key.hash()));
    }

    /** The living key of an id, named whole. */
    CompletionStage<Optional<ApiKey>> find(String id) {
        ApiKey known = recent.getIfPresent(id);
        CompletionStage<Optional<ApiKey>> key = known == null
                ? store.find(id).thenApply(found -> {
                    Optional<ApiKey> whole = found.map(ApiKeys::whole);
                    whole.ifPresent(each -> recent.put(id, each));
                    return whole;
                })
                : CompletableFuture.completedStage(Optional.of(known));
        return key.thenApply(found -> found.filter(each -> each.isGoodAt(clock.instant())));
    }

    /** Takes note of the day, once a day. */
    void used(ApiKey key) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!today.equals(usedOn.put(key.id(), today))) {
            store.used(key.id(), today).whenComplete((done, failure) -> {
                if (failure != null) {
                    usedOn.remove(key.id());
                }
            });
        }
    }

    CompletionStage<Map<String, LocalDate>> lastUses() {
        return store.lastUses();
    }

    /** What time it is for keys. */
    Instant now() {
        return clock.instant();
    }

    /** The key that a caller presents, if it is one of ours. */
    CompletionStage<Optional<ApiKey>> authenticate(String presented) {
        Matcher parts = SHAPE.matcher(presented);
        if (!parts.matches()) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        String id = parts.group(1);
        byte[] hash = sha256(parts.group(2));
        return find(id).thenApply(found -> found.filter(each -> isOf(each, hash)));
    }

    CompletionStage<List<ApiKey>> all() {
        return store.all();
    }

    CompletionStage<Boolean> remove(String id) {
        return store.remove(id).thenApply(removed -> {
            recent.invalidate(id);
            return removed;
        });
    }

    private String newId() {
        byte[] id = new byte[8];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    private Issued make(String id, String name, Set<String> scopes, boolean signed, @Nullable String predecessor) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        String hash = HexFormat.of().formatHex(sha256(text));
        ApiKey key = new ApiKey(id, name, hash, scopes, clock.instant(), signed, predecessor, null);
        return new Issued(key, "slk_" + id + "_" + text, signingSecret(key));
    }

    /** With each scope named, where it has them all. */
    private static ApiKey whole(ApiKey key) {
        if (!key.scopes().contains(ApiKey.EVERYTHING)) {
            return key;
        }
        Set<String> all = new HashSet<>(Scope.allCodes());
        all.add(ApiKey.EVERYTHING);
        return key.with(all);
    }

    /** Takes the same time wherever the two differ. */
    private static boolean isOf(ApiKey key, byte[] hash) {
        return MessageDigest.isEqual(key.hashBytes(), hash);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
