package io.sightline.client;

import java.util.concurrent.CompletionStage;

import io.sightline.client.core.Identity;
import io.sightline.client.core.Store;
import io.sightline.client.net.Token;
import io.sightline.client.net.TokenSource;
import org.jspecify.annotations.Nullable;

/** The token of a client: kept until it is nearly over or refused. */
final class Access {
    static final String USER = "user";
    /** How long before its end a token is replaced. */
    private static final long AHEAD_MS = 60_000;

    private final TokenSource tokens;
    private final Identity identity;
    private final Store store;
    private final Surroundings world;
    private @Nullable Token token;

    Access(TokenSource tokens, Identity identity, Store store, Surroundings world) {
        this.tokens = tokens;
        this.identity = identity;
        this.store = store;
        this.world = world;
    }

    /** The token at hand, null when there is none or it is nearly over. */
    @Nullable
    Token current() {
        return remainingMs() > 0 ? token : null;
    }

    /** Milliseconds until the token should be replaced; 0 or less when now. */
    long remainingMs() {
        return token == null
                ? 0
                : token.expiresAt().toEpochMilli() - AHEAD_MS - world.clock().millis();
    }

    void forget() {
        token = null;
    }

    CompletionStage<Token> fetch() {
        return tokens.fetch(identity.env(), identity.inst());
    }

    void keep(Token fresh) {
        token = fresh;
        if (!fresh.user().equals(store.note(USER))) {
            store.note(USER, fresh.user());
        }
    }
}
