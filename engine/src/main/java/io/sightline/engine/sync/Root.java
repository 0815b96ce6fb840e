package io.sightline.engine.sync;

import java.util.HexFormat;

import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.SourceId;
import org.jspecify.annotations.Nullable;

/**
 * Builds the proof that two cursors are the same: section 6 of the protocol's page. Sources are added in order of their id.
 * Reusable and not thread-safe: a lane has one.
 */
public final class Root {

    private final Hashes hashes = new Hashes();
    private byte[] text = new byte[512];
    private int length;

    public Root begin(Epoch user, long manifestRev) {
        length = 0;
        word(user.hex(), ' ');
        number(manifestRev, '\n');
        return this;
    }

    /** The root of a client that was told no manifest. */
    public String nothing() {
        length = 0;
        word("-", ' ');
        number(-1, '\n');
        return end();
    }

    /** @param epoch null while the client has no content of the source; {@code rev} means nothing then */
    public Root add(SourceId source, @Nullable Epoch epoch, long rev, long grant) {
        word(source.value(), ' ');
        if (epoch == null) {
            word("-", ' ');
            number(-1, ' ');
        } else {
            word(epoch.hex(), ' ');
            number(rev, ' ');
        }
        number(grant, '\n');
        return this;
    }

    /** 16 hex digits. */
    public String end() {
        return HexFormat.of().toHexDigits(hashes.bytes(text, length));
    }

    private void word(String ascii, char after) {
        int size = ascii.length();
        room(size + 1);
        for (int i = 0; i < size; i++) {
            text[length++] = (byte) ascii.charAt(i);
        }
        text[length++] = (byte) after;
    }

    private void number(long value, char after) {
        if (value < 0) {
            word(Long.toString(value), after);
            return;
        }
        room(21);
        int digits = 1;
        for (long rest = value; rest > 9; rest /= 10) {
            digits++;
        }
        long rest = value;
        for (int at = length + digits - 1; at >= length; at--) {
            text[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        text[length++] = (byte) after;
    }

    private void room(int more) {
        if (length + more > text.length) {
            text = java.util.Arrays.copyOf(text, Math.max(text.length * 2, length + more));
        }
    }
}
