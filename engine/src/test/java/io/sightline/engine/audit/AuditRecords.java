package io.sightline.engine.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/** Records as tests need them. */
final class AuditRecords {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final Chain CHAIN = new Chain(new SecretKeySpec(new byte[32], "HmacSHA256"));

    private AuditRecords() {}

    /** The record of a number: a second after the one before; odd ones have all that may be absent. */
    static AuditRecord number(int number) {
        boolean odd = number % 2 == 1;
        return new AuditRecord(
                NOON.plusSeconds(number),
                new Actor(odd ? Actor.Kind.ADMINISTRATOR : Actor.Kind.KEY, "actor-" + number % 3),
                odd ? "u-1" : null,
                odd ? "called, cannot see the yard" : null,
                "PUT /api/v1/users/{id}/permissions",
                "users/" + number + "/permissions",
                204,
                "request-" + number,
                "127.0.0.1",
                odd ? "curl/8" : null,
                odd ? "{\"before\":{},\"after\":{\"permissions\":[\"ptz\"]}}" : null);
    }

    static List<ChainedRecord> chain(String stream, int count) {
        List<ChainedRecord> chain = new ArrayList<>();
        @Nullable ChainedRecord last = null;
        for (int number = 0; number < count; number++) {
            last = CHAIN.next(stream, last, number(number));
            chain.add(last);
        }
        return chain;
    }
}
