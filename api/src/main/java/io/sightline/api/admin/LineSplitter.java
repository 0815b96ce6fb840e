package io.sightline.api.admin;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Cuts bytes into lines. A line past the limit is passed over to its end and told as such, so that one that is broken costs
 * neither memory nor the lines after it. For one stream.
 */
final class LineSplitter {

    /**
     * @param number from 1; blank lines are counted and not told
     * @param bytes null when it was longer than the limit
     */
    record Line(long number, @Nullable ByteString bytes) {}

    private final int limit;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean over;
    private long number;

    LineSplitter(int limit) {
        this.limit = limit;
    }

    /** The lines that end within these bytes. */
    List<Line> feed(ByteString bytes) {
        List<Line> lines = new ArrayList<>();
        byte[] array = bytes.toArray();
        int from = 0;
        for (int i = 0; i < array.length; i++) {
            if (array[i] == '\n') {
                take(array, from, i);
                from = i + 1;
                end(lines);
            }
        }
        take(array, from, array.length);
        return lines;
    }

    /** What is left when the stream ends without a last line break. */
    List<Line> end() {
        List<Line> lines = new ArrayList<>();
        end(lines);
        return lines;
    }

    private void take(byte[] array, int from, int to) {
        if (held.size() + to - from > limit) {
            over = true;
            held.reset();
        }
        if (!over) {
            held.write(array, from, to - from);
        }
    }

    private void end(List<Line> lines) {
        number++;
        byte[] bytes = held.toByteArray();
        if (over) {
            lines.add(new Line(number, null));
        } else if (!isBlank(bytes)) {
            lines.add(new Line(number, ByteString.fromArrayUnsafe(bytes)));
        }
        held.reset();
        over = false;
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte each : bytes) {
            if (each != ' ' && each != '\t' && each != '\r') {
                return false;
            }
        }
        return true;
    }
}
