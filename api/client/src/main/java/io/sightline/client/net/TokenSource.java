package io.sightline.client.net;

import java.util.concurrent.CompletionStage;

import io.sightline.client.wire.Environment;

/** Where tokens come from. Thread-safe. */
public interface TokenSource {

    /** Fetches a fresh token; fails with {@link TokenRefused} when the server says no. */
    CompletionStage<Token> fetch(Environment env, String inst);

    /** How the names of installations begin for which it has tokens; empty when it has them for any. */
    default String installations() {
        return "";
    }
}
