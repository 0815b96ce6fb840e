package io.sightline.engine.sync.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.Grant;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.ViewClass;
import io.sightline.engine.sync.Hashes;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.SyncLimits;
import io.sightline.engine.sync.wire.Frame.Kind;
import org.jspecify.annotations.Nullable;

/** Writes the server's messages. The same arguments give the same bytes. Stateless and thread-safe. */
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

    /** Which source and class a frame of content speaks of. */
    public record Subject(SourceId source, ViewClass viewClass) {}

    private interface Body {
        void write(JsonGenerator out) throws IOException;
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
        return frame(Kind.WELCOME, out -> {
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
        return frame(Kind.MANIFEST, out -> {
            out.writeStringField("me", manifest.epoch().hex());
            out.writeNumberField("prev", prev);
            out.writeNumberField("rev", manifest.rev());
            out.writeStringField("st", manifest.status().name().toLowerCase(java.util.Locale.ROOT));
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

    /** A delta of any size; the caller looks whether it fits a frame. */
    public Frame delta(
            Subject subject,
            Mark to,
            long prev,
            Collection<Source.Entry> puts,
            Collection<Source.Grave> removals,
            @Nullable String tx) {
        Hashes hashes = new Hashes();
        return frame(Kind.DELTA, out -> {
            subject(out, subject, to.epoch());
            out.writeNumberField("prev", prev);
            out.writeNumberField("rev", to.rev());
            entries(out, subject, puts, hashes);
            out.writeArrayFieldStart("del");
            for (Source.Grave grave : removals) {
                out.writeStartArray();
                out.writeString(grave.key());
                out.writeNumber(grave.rev());
                out.writeEndArray();
            }
            out.writeEndArray();
            if (tx != null) {
                out.writeStringField("tx", tx);
            }
        });
    }

    /**
     * A rebase of any size; the caller looks whether it fits a frame.
     *
     * @param living the keys that live, all of them or those of the leaves
     * @param leaves hex digits of the leaves it is restricted to, or null for all
     */
    public Frame rebase(
            Subject subject,
            Mark to,
            long prev,
            Collection<Source.Entry> puts,
            Collection<String> living,
            @Nullable String leaves) {
        Hashes hashes = new Hashes();
        return frame(Kind.REBASE, out -> {
            subject(out, subject, to.epoch());
            out.writeNumberField("prev", prev);
            out.writeNumberField("rev", to.rev());
            entries(out, subject, puts, hashes);
            out.writeStringField("live", living(living, hashes));
            out.writeNumberField("n", living.size());
            if (leaves != null) {
                out.writeStringField("leaves", leaves);
            }
        });
    }

    private static String living(Collection<String> keys, Hashes hashes) {
        long[] sorted = new long[keys.size()];
        int at = 0;
        for (String key : keys) {
            sorted[at++] = hashes.text(key) ^ Long.MIN_VALUE;
        }
        Arrays.sort(sorted);
        StringBuilder live = new StringBuilder(sorted.length * 16);
        for (long hash : sorted) {
            live.append(HexFormat.of().toHexDigits(hash ^ Long.MIN_VALUE));
        }
        return live.toString();
    }

    /** A whole source in as many chunks as it needs, at least one. A chunk is closed at half a frame, so no entry breaks it. */
    public List<Frame> base(Subject subject, Mark at, Collection<Source.Entry> entries, int frameBytes) {
        List<Frame> chunks = new ArrayList<>();
        Hashes hashes = new Hashes();
        Iterator<Source.Entry> rest = entries.iterator();
        do {
            int index = chunks.size();
            chunks.add(frame(Kind.BASE, out -> {
                subject(out, subject, at.epoch());
                out.writeNumberField("rev", at.rev());
                out.writeNumberField("i", index);
                out.writeArrayFieldStart("put");
                ByteArrayOutputStream target = (ByteArrayOutputStream) out.getOutputTarget();
                while (rest.hasNext() && target.size() + out.getOutputBuffered() < frameBytes / 2) {
                    entry(out, subject, rest.next(), hashes);
                }
                out.writeEndArray();
                out.writeBooleanField("last", !rest.hasNext());
            }));
        } while (rest.hasNext());
        return List.copyOf(chunks);
    }

    /** @param fence a number other than 0 that asks for an acknowledgement at once, or 0 */
    public Frame frontier(long manifestRev, String root, long nowMillis, long fence) {
        return frame(Kind.FRONTIER, out -> {
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
        return frame(Kind.VERIFY, out -> {
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
        return frame(Kind.HEARTBEAT, out -> {
            out.writeNumberField("mrev", manifestRev);
            out.writeStringField("root", root);
            if (stale) {
                out.writeNumberField("stale", 1);
            }
        });
    }

    public Frame goaway(long minMillis, long maxMillis, String why) {
        return frame(Kind.GOAWAY, out -> {
            out.writeArrayFieldStart("in");
            out.writeNumber(minMillis);
            out.writeNumber(maxMillis);
            out.writeEndArray();
            out.writeStringField("why", why);
        });
    }

    /** @param retryMillis after which to come again, or -1 when nothing is said */
    public Frame error(ErrorCode code, @Nullable String message, long retryMillis, boolean fatal, boolean wipe) {
        return frame(Kind.ERROR, out -> {
            out.writeStringField("code", code.name().toLowerCase(java.util.Locale.ROOT));
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

    private static void subject(JsonGenerator out, Subject subject, Epoch epoch) throws IOException {
        out.writeStringField("s", subject.source().value());
        out.writeStringField("e", epoch.hex());
        out.writeNumberField("c", classNumber(subject.viewClass()));
    }

    private static void entries(JsonGenerator out, Subject subject, Collection<Source.Entry> puts, Hashes hashes)
            throws IOException {
        out.writeArrayFieldStart("put");
        for (Source.Entry entry : puts) {
            entry(out, subject, entry, hashes);
        }
        out.writeEndArray();
    }

    private static void entry(JsonGenerator out, Subject subject, Source.Entry entry, Hashes hashes)
            throws IOException {
        String value = DeviceValue.of(entry.facts(), subject.viewClass());
        out.writeStartObject();
        out.writeStringField("k", entry.key());
        out.writeNumberField("r", entry.rev());
        out.writeNumberField("dr", entry.deviceRevision());
        out.writeStringField("v", value);
        out.writeStringField("h", HexFormat.of().toHexDigits(hashes.text(value)));
        out.writeEndObject();
    }

    private Frame frame(Kind kind, Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = encoding.factory().createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("t", kind.type());
            body.write(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory does not fail", e);
        }
        return new Frame(kind, bytes.toByteArray());
    }
}
