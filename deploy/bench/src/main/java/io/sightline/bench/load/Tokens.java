package io.sightline.bench.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

import io.sightline.client.net.PasswordTokens;
import io.sightline.client.wire.Environment;

/** Signs installations in, some tens at a time. */
public final class Tokens {

    private static final int AT_ONCE = 32;

    /**
     * Who signs in.
     *
     * @param password a secret, never shown
     */
    public record Resident(String login, String password) {

        @Override
        public String toString() {
            return "Resident[" + login + "]";
        }
    }

    private Tokens() {}

    /**
     * So many installations of each resident: first one of everybody, then the second of everybody.
     *
     * @param server address of the client plane
     */
    public static List<Seat> seats(URI server, List<Resident> residents, int each) {
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var places = new Semaphore(AT_ONCE);
        List<CompletableFuture<Seat>> coming = new ArrayList<>();
        for (int i = 0; i < each; i++) {
            for (Resident resident : residents) {
                String installation = "bench-%s-%02d".formatted(resident.login().replace('.', '-'), i);
                places.acquireUninterruptibly();
                coming.add(new PasswordTokens(http, server, resident.login(), resident.password())
                        .fetch(Environment.MOBILE, installation)
                        .thenApply(token -> new Seat(token.user(), installation, token.text()))
                        .whenComplete((seat, failure) -> places.release())
                        .toCompletableFuture());
            }
        }
        return coming.stream().map(CompletableFuture::join).toList();
    }
}
