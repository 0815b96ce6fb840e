package io.sightline.engine.directory;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** What stands in one field of one document. */
public sealed interface Value {

    /** @param text at most {@link #MOST_CHARACTERS} are kept */
    record Text(String text) implements Value {
        public Text {
            if (text.length() > MOST_CHARACTERS) {
                text = text.substring(0, MOST_CHARACTERS);
            }
        }
    }

    /** @param codes sorted, without repetition; at least one, each of at most {@link #CODE_CHARACTERS} characters */
    record Codes(List<String> codes) implements Value {
        public Codes {
            TreeSet<String> sorted = new TreeSet<>(Words::compare);
            sorted.addAll(codes);
            codes = List.copyOf(sorted);
            if (codes.isEmpty()) {
                throw new IllegalArgumentException("A field without codes is left out");
            }
            for (String code : codes) {
                if (code.isEmpty() || code.length() > CODE_CHARACTERS) {
                    throw new IllegalArgumentException("A code has " + code.length() + " characters");
                }
            }
        }

        public static Codes of(Collection<String> codes) {
            return new Codes(List.copyOf(codes));
        }
    }

    /** A number, or a time in milliseconds since 1970. */
    record Figure(long number) implements Value {}

    int MOST_CHARACTERS = 4_096;
    int CODE_CHARACTERS = 255;
}
