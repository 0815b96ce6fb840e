package io.sightline.client.wire;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.core.JsonToken;
import io.sightline.client.wire.ServerMessage.Base;
import io.sightline.client.wire.ServerMessage.Deleted;
import io.sightline.client.wire.ServerMessage.Delta;
import io.sightline.client.wire.ServerMessage.Rebase;
import org.jspecify.annotations.Nullable;

/** Reads the three messages that carry entries of a source, from behind their type. */
final class ContentReader {

    private final FieldReader in;

    ContentReader(FieldReader in) {
        this.in = in;
    }

    Delta delta(boolean more) throws IOException {
        var content = new Content();
        List<Deleted> del = List.of();
        String tx = null;
        for (; more; more = in.nextKey() != null) {
            switch (in.key()) {
                case "del" -> del = in.list(this::deleted);
                case "tx" -> tx = in.text();
                default -> content.field();
            }
        }
        return new Delta(
                content.source(), content.epoch(), content.c, content.base(), content.revision(), content.put, del, tx);
    }

    private Deleted deleted() throws IOException {
        in.begin(JsonToken.START_ARRAY);
        in.next();
        var k = in.text();
        in.next();
        var deleted = new Deleted(k, in.revision());
        in.end();
        return deleted;
    }

    Base base(boolean more) throws IOException {
        var content = new Content();
        long i = -1;
        boolean last = false;
        for (; more; more = in.nextKey() != null) {
            switch (in.key()) {
                case "i" -> i = in.whole(0, Integer.MAX_VALUE);
                case "last" -> last = in.flag();
                default -> content.field();
            }
        }
        return new Base(
                content.source(),
                content.epoch(),
                content.c,
                content.revision(),
                (int) FieldReader.present(i, "i"),
                last,
                content.put);
    }

    Rebase rebase(boolean more) throws IOException {
        var content = new Content();
        String live = null;
        String leaves = null;
        long n = -1;
        for (; more; more = in.nextKey() != null) {
            switch (in.key()) {
                case "live" -> live = in.hex(-1);
                case "n" -> n = in.whole(0, Integer.MAX_VALUE);
                case "leaves" -> leaves = in.hex(-1);
                default -> content.field();
            }
        }
        live = FieldReader.present(live, "live");
        if (live.length() != FieldReader.present(n, "n") * 16) {
            throw new MalformedMessage("live does not hold n hashes");
        }
        return new Rebase(
                content.source(),
                content.epoch(),
                content.c,
                content.base(),
                content.revision(),
                content.put,
                live,
                (int) n,
                leaves);
    }

    /** The fields that the three share. */
    private final class Content {
        private @Nullable String s;
        private @Nullable String e;
        private int c;
        private long prev = Long.MIN_VALUE;
        private long rev = -1;
        private List<Entry> put = List.of();

        void field() throws IOException {
            switch (in.key()) {
                case "s" -> s = in.source();
                case "e" -> e = in.epoch();
                case "c" -> c = (int) in.whole(0, Integer.MAX_VALUE);
                case "prev" -> prev = in.whole(-1, Long.MAX_VALUE);
                case "rev" -> rev = in.revision();
                case "put" -> put = in.list(in::entry);
                default -> in.skip();
            }
        }

        String source() throws MalformedMessage {
            return FieldReader.present(s, "s");
        }

        String epoch() throws MalformedMessage {
            return FieldReader.present(e, "e");
        }

        long base() throws MalformedMessage {
            if (prev == Long.MIN_VALUE) {
                throw new MalformedMessage("prev is missing");
            }
            return prev;
        }

        long revision() throws MalformedMessage {
            return FieldReader.present(rev, "rev");
        }
    }
}
