package io.sightline.engine.sync.wire;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;

import io.sightline.engine.domain.Grant;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.ViewClass;
import io.sightline.engine.sync.SyncLimits;
import io.sightline.engine.sync.wire.Frame.Kind;
import org.jspecify.annotations.Nullable;

/** Writes the server's messages but those with entries, which {@link ContentEncoder} writes. The same arguments give the same bytes. Stateless and thread-safe. */
public final class FrameEncoder {

    private static final FrameEncoder JSON = new FrameEncoder(Encoding.JSON);
    private static final FrameEncoder CBOR = new FrameEncoder(Encoding.CBOR);

    /** The close reasons that {@code err} names. */
    public enum ErrorCode {
        BUSY,
        AUTH,
        SUSPENDED,
        LIMIT,
        PROTOCOL,
        REPLACED
    }

    private final Encoding encoding;

    private FrameEncoder(Encoding encoding) {
        this.encoding = encoding;
    }

    public static FrameEncoder of(Encoding encoding) {
        return encoding == Encoding.JSON ? JSON : CBOR;
    }

    /** @param needsCursor whether the client is asked for another {@code hello} with its cursor */
    public Frame welcome(String sid, String mode, SyncLimits limits, long nowMillis, boolean needsCursor) {
        return encoding.frame(Kind.WELCOME, out -> {
            out.writeStringField("sid", sid);
            out.writeStringField("mode", mode);
            out.writeNumberField("hb", limits.heartbeat().toSeconds());
            out.writeObjectFieldStart("win");
            out.writeNumberField("frames", limits.windowFrames());
            out.writeNumberField("bytes", limits.windowBytes());
            out.writeEndObject();
            out.writeNumberField("lease", limits.manifestLease().toMillis());
            out.writeObjectFieldStart("limits");
            out.writeNumberField("frame", limits.frameBytes());
            out.writeNumberField("hello", limits.frameBytes());
            out.writeEndObject();
            out.writeNumberField("now", nowMillis);
            if (needsCursor) {
                out.writeStringField("need", "cur");
            }
        });
    }

    /**
     * A manifest's change, or all of it.
     *
     * @param prev the revision it builds on; with {@code full} it means nothing to the client
     * @param gone source and grant number of what the client is to drop
     */
    public Frame manifest(Manifest manifest, long prev, Collection<Grant> add, Map<SourceId, Long> gone, boolean full) {
        return encoding.frame(Kind.MANIFEST, out -> {
            out.writeStringField("me", manifest.epoch().hex());
            out.writeNumberField("prev", prev);
            out.writeNumberField("rev", manifest.rev());
            out.writeStringField("st", manifest.status().name().toLowerCase(Locale.ROOT));
            out.writeArrayFieldStart("add");
            for (Grant grant : add) {
                out.writeStartObject();
                out.writeStringField("s", grant.source().value());
                out.writeNumberField("g", grant.number());
                out.writeNumberField("c", classNumber(grant.viewClass()));
                out.writeNumberField("p", priority(grant.source()));
                if (grant.until() != null) {
                    out.writeNumberField("until", grant.until().getEpochSecond());
                }
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeArrayFieldStart("del");
            for (var entry : gone.entrySet()) {
                out.writeStartObject();
                out.writeStringField("s", entry.getKey().value());
                out.writeNumberField("g", entry.getValue());
                out.writeEndObject();
            }
            out.writeEndArray();
            if (full) {
                out.writeBooleanField("full", true);
            }
        });
    }

    /** How many view classes there are: their numbers on the wire are 0 to one less. */
    public static final int CLASSES = 5;

    /** The number of a class on the wire, which stays whatever becomes of the enum. */
    public static int classNumber(ViewClass viewClass) {
        return switch (viewClass) {
            case LOCKED -> 0;
            case LIVE -> 1;
            case LIVE_PTZ -> 2;
            case ARCHIVE -> 3;
            case ARCHIVE_PTZ -> 4;
        };
    }

    /** The user's own things come first, then private folders, then addresses. */
    public static int priority(SourceId source) {
        return switch (source.value().charAt(0)) {
            case 'U' -> 0;
            case 'F' -> 1;
            default -> 2;
        };
    }

    /** @param fence a number other than 0 that asks for an acknowledgement at once, or 0 */
    public Frame frontier(long manifestRev, String root, long nowMillis, long fence) {
        return encoding.frame(Kind.FRONTIER, out -> {
            out.writeNumberField("mrev", manifestRev);
            out.writeStringField("root", root);
            out.writeNumberField("at", nowMillis);
            if (fence != 0) {
                out.writeNumberField("fence", fence);
            }
        });
    }

    /** @param source the one source meant, or null for all */
    public Frame verify(@Nullable SourceId source, boolean deep, @Nullable String operation) {
        return encoding.frame(Kind.VERIFY, out -> {
            if (source != null) {
                out.writeStringField("s", source.value());
            }
            if (deep) {
                out.writeBooleanField("deep", true);
            }
            if (operation != null) {
                out.writeStringField("op", operation);
            }
        });
    }

    public Frame heartbeat(long manifestRev, String root, boolean stale) {
        return encoding.frame(Kind.HEARTBEAT, out -> {
            out.writeNumberField("mrev", manifestRev);
            out.writeStringField("root", root);
            if (stale) {
                out.writeNumberField("stale", 1);
            }
        });
    }

    public Frame goaway(long minMillis, long maxMillis, String why) {
        return encoding.frame(Kind.GOAWAY, out -> {
            out.writeArrayFieldStart("in");
            out.writeNumber(minMillis);
            out.writeNumber(maxMillis);
            out.writeEndArray();
            out.writeStringField("why", why);
        });
    }

    /** @param retryMillis after which to come again, or -1 when nothing is said */
    public Frame error(ErrorCode code, @Nullable String message, long retryMillis, boolean fatal, boolean wipe) {
        return encoding.frame(Kind.ERROR, out -> {
            out.writeStringField("code", code.name().toLowerCase(Locale.ROOT));
            if (message != null) {
                out.writeStringField("msg", message);
            }
            if (retryMillis >= 0) {
                out.writeNumberField("retryMs", retryMillis);
            }
            if (fatal) {
                out.writeBooleanField("fatal", true);
            }
            if (wipe) {
                out.writeBooleanField("wipe", true);
            }
        });
    }
}
