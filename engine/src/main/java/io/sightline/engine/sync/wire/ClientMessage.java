package io.sightline.engine.sync.wire;

import java.util.List;

import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.sync.Digest;
import io.sightline.engine.sync.Mark;
import org.jspecify.annotations.Nullable;

/** What a client says. */
public sealed interface ClientMessage {

    /** What a client holds of one source, and under which grant. */
    record Held(SourceId source, Mark mark, long grant) {}

    /** The former session and the last frame of it that the client has made durable. */
    record Resume(String sid, long frame) {}

    /**
     * @param token null when it came with the upgrade request or the session runs already
     * @param manifest the manifest held, or null
     * @param cursor what is held, or null when it was left out
     * @param root the root of a cursor too long to send, or null
     * @param waitSeconds of {@code POST /v1/sync} alone, 0 to 55
     */
    record Hello(
            @Nullable String token,
            String environment,
            String installation,
            @Nullable String app,
            List<String> caps,
            @Nullable Mark manifest,
            @Nullable List<Held> cursor,
            @Nullable String root,
            @Nullable Resume resume,
            int waitSeconds)
            implements ClientMessage {}

    record Unreadable(SourceId source, String key) {}

    record Ack(long frame, List<Unreadable> unreadable) implements ClientMessage {}

    /** @param held what the client holds of the source instead, or null for nothing */
    record Nack(
            long frame,
            @Nullable SourceId source,
            String why,
            @Nullable Mark held) implements ClientMessage {}

    /** @param leaves null when the client sent only the sum */
    record Dig(SourceId source, Epoch epoch, long rev, long grant, Digest digest, Digest.@Nullable Leaves leaves)
            implements ClientMessage {}

    record Auth(String token) implements ClientMessage {}

    record Ping() implements ClientMessage {}

    record Bye() implements ClientMessage {}

    /** A type this server does not know. */
    record Unknown(boolean mustUnderstand) implements ClientMessage {}

    /** Not a message of this protocol; the reason names no content. */
    record Malformed(String reason) implements ClientMessage {}
}
