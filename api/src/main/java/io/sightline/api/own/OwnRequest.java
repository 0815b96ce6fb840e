package io.sightline.api.own;

import java.net.InetAddress;
import java.util.Map;

import io.sightline.engine.domain.InstallationId;
import io.sightline.engine.domain.UserId;

/**
 * A request as the client plane has taken it. What it means and whether it may is for whoever answers.
 *
 * @param target path and query
 * @param headers those that a handler may heed; names as {@link #HEADERS} has them
 * @param mediaType of the body; empty when there is none
 * @param address where it came from
 */
@SuppressWarnings("ArrayRecordComponent") // Read once, and by nobody after.
public record OwnRequest(
        Who who,
        String method,
        String target,
        Map<String, String> headers,
        String mediaType,
        byte[] body,
        InetAddress address) {

    /** What is handed on; everything else of a request stays where it was taken. */
    public static final java.util.Set<String> HEADERS =
            java.util.Set.of("If-Match", "If-None-Match", "Idempotency-Key", "X-Request-Id", "User-Agent");

    public OwnRequest {
        headers = Map.copyOf(headers);
    }

    /** As whom somebody asks. */
    public sealed interface Who {

        /**
         * A user with a token of the client plane, whose signature and time are right. Whether it is void by now is not known.
         *
         * @param number of the sign-in
         */
        record SignedIn(UserId user, InstallationId installation, long number) implements Who {}

        /** An administrator who says to act for a user; nothing of it is known. */
        record Acting(String token) implements Who {
            @Override
            public String toString() {
                return "Acting";
            }
        }
    }

    @Override
    public String toString() {
        return method + " by " + who;
    }
}
