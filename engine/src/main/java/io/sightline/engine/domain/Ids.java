package io.sightline.engine.domain;

/** The shape every id shares. */
final class Ids {

    private static final int LONGEST = 64;

    private Ids() {}

    static boolean fit(String value) {
        int length = value.length();
        if (length < 1 || length > LONGEST) {
            return false;
        }
        // Every id of every event passes here; a regular expression was 3 % of a node's work.
        for (int i = 0; i < length; i++) {
            if (!fits(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(char c) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        boolean digit = c >= '0' && c <= '9';
        return letter || digit || c == '.' || c == '_' || c == ':' || c == '-';
    }

    /** @throws IllegalArgumentException when the text is not 1 to 64 characters of {@code [A-Za-z0-9._:-]} */
    static void check(String value) {
        if (!fit(value)) {
            throw new IllegalArgumentException("An id is 1 to 64 characters of A-Z a-z 0-9 . _ : -");
        }
    }
}
