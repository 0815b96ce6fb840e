package io.sightline.engine.sync.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.Source;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.ViewClass;
import io.sightline.engine.sync.Hashes;
import io.sightline.engine.sync.Mark;
import io.sightline.engine.sync.wire.Frame.Kind;
import org.jspecify.annotations.Nullable;

/** Writes the messages with entries of a source. The same arguments give the same bytes. Stateless and thread-safe. */
public final class ContentEncoder {

    private static final ContentEncoder JSON = new ContentEncoder(Encoding.JSON);
    private static final ContentEncoder CBOR = new ContentEncoder(Encoding.CBOR);

    /** Which source and class a frame of content speaks of. */
    public record Subject(SourceId source, ViewClass viewClass) {}

    private final Encoding encoding;

    private ContentEncoder(Encoding encoding) {
        this.encoding = encoding;
    }

    public static ContentEncoder of(Encoding encoding) {
        return encoding == Encoding.JSON ? JSON : CBOR;
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
        return encoding.frame(Kind.DELTA, out -> {
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
        return encoding.frame(Kind.REBASE, out -> {
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
            chunks.add(encoding.frame(Kind.BASE, out -> {
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

    private static void subject(JsonGenerator out, Subject subject, Epoch epoch) throws IOException {
        out.writeStringField("s", subject.source().value());
        out.writeStringField("e", epoch.hex());
        out.writeNumberField("c", FrameEncoder.classNumber(subject.viewClass()));
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
}
