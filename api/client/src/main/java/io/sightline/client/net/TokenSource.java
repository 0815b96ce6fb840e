package io.sightline.client.net;

import java.util.concurrent.CompletionStage;

import io.sightline.client.wire.Environment;

/** Where tokens come from. Thread-safe. */
public interface TokenSource {

    /** Fetches a fresh token; fails with {@link TokenRefused} when the server says no. */
    CompletionStage<Token> fetch(Environment env, String inst);
}
