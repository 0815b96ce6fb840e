package io.sightline.client.core;

import java.util.ArrayList;
import java.util.List;

import io.sightline.client.wire.ClientMessage.Hello;
import io.sightline.client.wire.ClientMessage.Resume;
import io.sightline.client.wire.Cursor;
import io.sightline.client.wire.Limits;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Writes the {@code hello} of what is held, within the size it may have. */
final class Greeting {
    /** Room for everything in a {@code hello} but the cursor: token, ids, versions. */
    private static final int FIXED_BYTES = 8_192;

    private static final int NUMBERS_BYTES = 64;

    private final Store store;
    private final Holdings holdings;
    private final Identity identity;
    private int helloBytes = Limits.HELLO_BYTES;

    Greeting(Store store, Holdings holdings, Identity identity) {
        this.store = store;
        this.holdings = holdings;
        this.identity = identity;
    }

    void limit(int bytes) {
        helloBytes = bytes;
    }

    /** Names the previous session in place of the cursor. */
    Hello resume(@Nullable String token, Resume resume) {
        return hello(token, null, null, resume);
    }

    /** Carries the cursor, or the root in its place when the cursor is too large. */
    Hello cursorOrRoot(@Nullable String token) {
        var cursor = held();
        boolean large = cursor.size() > Limits.CURSOR_SOURCES || fitting(cursor) < cursor.size();
        return large ? hello(token, null, holdings.root(), null) : hello(token, cursor, null, null);
    }

    /** Repeats the resume inside a session: the cursor, or as much of it as fits, since the rest then comes anew. */
    Hello cursor() {
        var cursor = held();
        return hello(null, cursor.subList(0, fitting(cursor)), null, null);
    }

    private Hello hello(
            @Nullable String token, @Nullable List<Cursor> cursor, @Nullable String root, @Nullable Resume resume) {
        var manifest = store.manifest();
        return new Hello(
                token,
                identity.env(),
                identity.inst(),
                identity.app(),
                manifest.me(),
                manifest.rev(),
                cursor,
                root,
                resume,
                -1);
    }

    private List<Cursor> held() {
        var cursor = new ArrayList<Cursor>();
        for (var source : store.manifest().grants().keySet()) {
            var held = holdings.cursor(source);
            if (held != null) {
                cursor.add(held);
            }
        }
        return cursor;
    }

    private int fitting(List<Cursor> cursor) {
        int bytes = FIXED_BYTES;
        for (int i = 0; i < cursor.size(); i++) {
            // Twice the id, because JSON may escape it.
            bytes += 2 * cursor.get(i).s().getBytes(UTF_8).length + NUMBERS_BYTES;
            if (bytes > helloBytes) {
                return i;
            }
        }
        return cursor.size();
    }
}
