package io.sightline.api.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.sightline.engine.access.ApiKey;
import io.sightline.engine.access.ApiKeyStore;

/**
 * The keys callers carry: {@code slk_<id>_<secret>}, shown once when made. A key that was removed on another node goes on
 * working here for 5 s at most, because keys just used are remembered that long. Thread-safe.
 */
public final class ApiKeys {

    private static final Pattern SHAPE = Pattern.compile("slk_([0-9a-f]{16})_([A-Za-z0-9_-]{43})");
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    /** A key just made; the only moment at which its text is known. */
    public record Issued(ApiKey key, String text) {
        @Override
        public String toString() {
            return "Issued[" + key.id() + "]";
        }
    }

    private final ApiKeyStore store;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Cache<String, ApiKey> recent;

    public ApiKeys(ApiKeyStore store, InstantSource clock) {
        this.store = store;
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
        Issued issued = make(newId(), "first administrator", Set.of(ApiKey.EVERYTHING));
        return store.addFirst(issued.key())
                .thenCompose(first -> first
                        ? CompletableFuture.completedStage(Optional.of(issued.text()))
                        : store.rescopeFirst(issued.key().scopes()).thenApply(done -> Optional.empty()));
    }

    public CompletionStage<Issued> issue(String name, Set<String> scopes) {
        return issue(newId(), name, scopes);
    }

    /**
     * Makes a key with an id of the caller's choice, in place of one that has it.
     *
     * @param id 16 hex digits
     */
    CompletionStage<Issued> issue(String id, String name, Set<String> scopes) {
        Issued issued = make(id, name, scopes);
        return store.add(issued.key()).thenApply(done -> issued);
    }

    /** The key that a caller presents, if it is one of ours. */
    CompletionStage<Optional<ApiKey>> authenticate(String presented) {
        Matcher parts = SHAPE.matcher(presented);
        if (!parts.matches()) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        String id = parts.group(1);
        byte[] hash = sha256(parts.group(2));
        ApiKey known = recent.getIfPresent(id);
        if (known != null) {
            return CompletableFuture.completedStage(Optional.of(known).filter(key -> isOf(key, hash)));
        }
        return store.find(id).thenApply(found -> {
            Optional<ApiKey> key = found.filter(each -> isOf(each, hash)).map(ApiKeys::whole);
            key.ifPresent(each -> recent.put(id, each));
            return key;
        });
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

    private Issued make(String id, String name, Set<String> scopes) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        ApiKey key = new ApiKey(id, name, HexFormat.of().formatHex(sha256(text)), scopes, clock.instant());
        return new Issued(key, "slk_" + id + "_" + text);
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
