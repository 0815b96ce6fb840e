package io.sightline.client.wire;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sightline.client.wire.ServerMessage.GoAway;
import io.sightline.client.wire.ServerMessage.Granted;
import io.sightline.client.wire.ServerMessage.Heartbeat;
import io.sightline.client.wire.ServerMessage.Man;
import io.sightline.client.wire.ServerMessage.Problem;
import io.sightline.client.wire.ServerMessage.Revoked;
import io.sightline.client.wire.ServerMessage.Unknown;
import io.sightline.client.wire.ServerMessage.UpToDate;
import io.sightline.client.wire.ServerMessage.Verify;
import io.sightline.client.wire.ServerMessage.Welcome;

/** Reads one message from a parser that stands at its opening brace. */
final class ServerMessageReader {

    /** Finds the type of the message elsewhere when it does not come first. */
    interface TypeFinder {
        String type() throws IOException;
    }

    private final FieldReader in;
    private final ContentReader content;
    private final TypeFinder finder;

    ServerMessageReader(JsonParser parser, TypeFinder finder) {
        this.in = new FieldReader(parser);
        this.content = new ContentReader(in);
        this.finder = finder;
    }

    ServerMessage message() throws IOException {
        in.begin(JsonToken.START_OBJECT);
        boolean typeFirst = "t".equals(in.nextKey());
        String type = typeFirst ? in.text() : finder.type();
        boolean more = typeFirst ? in.nextKey() != null : in.atKey();
        return switch (type) {
            case "welcome" -> welcome(more);
            case "man" -> man(more);
            case "d" -> content.delta(more);
            case "b" -> content.base(more);
            case "r" -> content.rebase(more);
            case "u" -> upToDate(more);
            case "ver" -> verify(more);
            case "hb" -> heartbeat(more);
            case "goaway" -> goAway(more);
            case "err" -> problem(more);
            default -> unknown(type, more);
        };
    }

    private Welcome welcome(boolean more) throws IOException {
        String sid = null;
        var mode = ServerMessage.Mode.DELTA;
        long hb = 25;
        long frames = 256;
        long bytes = 1 << 20;
        long lease = 0;
        long frame = Limits.FRAME_BYTES;
        long hello = Limits.HELLO_BYTES;
        long now = 0;
        boolean need = false;
        for (; more; more = in.nextKey() != null) {
            switch (in.key()) {
                case "sid" -> sid = in.text();
                case "mode" -> mode = mode(in.text());
                case "hb" -> hb = in.whole(1, 3_600);
                case "win" -> {
                    for (in.begin(JsonToken.START_OBJECT); in.nextKey() != null; ) {
                        switch (in.key()) {
                            case "frames" -> frames = in.whole(1, Integer.MAX_VALUE);
                            case "bytes" -> bytes = in.whole(1, Long.MAX_VALUE);
                            default -> in.skip();
                        }
                    }
                }
                case "limits" -> {
                    for (in.begin(JsonToken.START_OBJECT); in.nextKey() != null; ) {
                        switch (in.key()) {
                            case "frame" -> frame = in.whole(1, Integer.MAX_VALUE);
                            case "hello" -> hello = in.whole(1, Integer.MAX_VALUE);
                            default -> in.skip();
                        }
                    }
                }
                case "lease" -> lease = in.whole(0, Long.MAX_VALUE);
                case "now" -> now = in.whole(0, Long.MAX_VALUE);
                case "need" -> need = in.text().equals("cur");
                default -> in.skip();
            }
        }
        return new Welcome(
                FieldReader.present(sid, "sid"),
                mode,
                (int) hb,
                (int) frames,
                bytes,
                lease,
                (int) frame,
                (int) hello,
                now,
                need);
    }

    private static ServerMessage.Mode mode(String text) throws MalformedMessage {
        return switch (text) {
            case "delta" -> ServerMessage.Mode.DELTA;
            case "full" -> ServerMessage.Mode.FULL;
            case "resume" -> ServerMessage.Mode.RESUME;
            default -> throw new MalformedMessage("mode is neither delta, full nor resume");
        };
    }

    private Man man(boolean more) throws IOException {
        String me = null;
        long prev = -1;
        long rev = -1;
        Standing standing = null;
        List<Granted> add = List.of();
        List<Revoked> del = List.of();
        boolean full = false;
        for (; more; more = in.nextKey() != null) {
            switch (in.key()) {
                case "me" -> me = in.epoch();
                case "prev" -> prev = in.whole(-1, Long.MAX_VALUE);
                case "rev" -> rev = in.revision();
                case "st" -> standing = Standing.parse(in.text());
                case "add" -> add = in.list(this::granted);
                case "del" -> del = in.list(this::revoked);
                case "full" -> full = in.flag();
                default -> in.skip();
            }
        }
        return new Man(
                FieldReader.present(me, "me"),
                prev,
                FieldReader.present(rev, "rev"),
                FieldReader.present(standing, "st"),
                add,
                del,
                full);
    }

    private Granted granted() throws IOException {
        String s = null;
        long g = -1;
        long c = 0;
        long p = 0;
        long until = 0;
        for (in.begin(JsonToken.START_OBJECT); in.nextKey() != null; ) {
            switch (in.key()) {
                case "s" -> s = in.source();
                case "g" -> g = in.revision();
                case "c" -> c = in.whole(0, Integer.MAX_VALUE);
                case "p" -> p = in.whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
                case "until" -> until = in.whole(0, Long.MAX_VALUE);
                default -> in.skip();
            }
        }
        return new Granted(FieldReader.present(s, "s"), FieldReader.present(g, "g"), (int) c, (int) p, until);
    }

    private Revoked revoked() throws IOException {
        String s = null;
        long g = -1;
        for (in.begin(JsonToken.START_OBJECT); in.nextKey() != null; ) {
            switch (in.key()) {
                case "s" -> s = in.source();
                case "g" -> g = in.revision();
                default -> in.skip();
            }
        }
        return new Revoked(FieldReader.present(s, "s"), FieldReader.present(g, "g"));
    }

    private UpToDate upToDate(boolean more) throws IOException {
        long mrev = -1;
        String root = null;
        long at = 0;
        boolean fence = false;
        for (; more; more = in.nextKey() != null) {
            switch (in.key()) {
                case "mrev" -> mrev = in.whole(-1, Long.MAX_VALUE);
                case "root" -> root = in.hex(16);
                case "at" -> at = in.whole(0, Long.MAX_VALUE);
                case "fence" -> fence = in.flag();
                default -> in.skip();
            }
        }
        return new UpToDate(mrev, FieldReader.present(root, "root"), at, fence);
    }

    private Verify verify(boolean more) throws IOException {
        String s = null;
        boolean deep = false;
        for (; more; more = in.nextKey() != null) {
            switch (in.key()) {
                case "s" -> s = in.source();
                case "deep" -> deep = in.flag();
                default -> in.skip();
            }
        }
        return new Verify(s, deep);
    }

    private Heartbeat heartbeat(boolean more) throws IOException {
        long mrev = -1;
        String root = null;
        boolean stale = false;
        for (; more; more = in.nextKey() != null) {
            switch (in.key()) {
                case "mrev" -> mrev = in.whole(-1, Long.MAX_VALUE);
                case "root" -> root = in.hex(16);
                case "stale" -> stale = in.flag();
                default -> in.skip();
            }
        }
        return new Heartbeat(mrev, FieldReader.present(root, "root"), stale);
    }

    private GoAway goAway(boolean more) throws IOException {
        long[] range = {0, 0};
        String why = "";
        for (; more; more = in.nextKey() != null) {
            switch (in.key()) {
                case "in" -> {
                    in.begin(JsonToken.START_ARRAY);
                    for (int i = 0; i < 2; i++) {
                        in.next();
                        range[i] = in.whole(0, 3_600_000);
                    }
                    in.end();
                }
                case "why" -> why = in.text();
                default -> in.skip();
            }
        }
        if (range[1] < range[0]) {
            throw new MalformedMessage("the range of goaway ends before it begins");
        }
        return new GoAway(range[0], range[1], why);
    }

    private Problem problem(boolean more) throws IOException {
        String code = null;
        String msg = null;
        long retryMs = -1;
        boolean fatal = false;
        boolean wipe = false;
        for (; more; more = in.nextKey() != null) {
            switch (in.key()) {
                case "code" -> code = in.text();
                case "msg" -> msg = in.text();
                case "retryMs" -> retryMs = in.whole(0, 86_400_000);
                case "fatal" -> fatal = in.flag();
                case "wipe" -> wipe = in.flag();
                default -> in.skip();
            }
        }
        return new Problem(FieldReader.present(code, "code"), msg, retryMs, fatal, wipe);
    }

    private Unknown unknown(String type, boolean more) throws IOException {
        boolean mustUnderstand = false;
        for (; more; more = in.nextKey() != null) {
            if (in.key().equals("!")) {
                mustUnderstand = in.flag();
            } else {
                in.skip();
            }
        }
        return new Unknown(type, mustUnderstand);
    }
}
