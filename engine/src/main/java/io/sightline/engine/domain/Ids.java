package io.sightline.engine.domain;

import java.util.regex.Pattern;

/** The shape every id shares. */
final class Ids {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private Ids() {}

    static boolean fit(String value) {
        return SHAPE.matcher(value).matches();
    }

    /** @throws IllegalArgumentException when the text is not 1 to 64 characters of {@code [A-Za-z0-9._:-]} */
    static void check(String value) {
        if (!fit(value)) {
            throw new IllegalArgumentException("An id is 1 to 64 characters of A-Z a-z 0-9 . _ : -");
        }
    }
}
