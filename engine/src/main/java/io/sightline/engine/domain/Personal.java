package io.sightline.engine.domain;

/**
 * A text that says something about a person: a name, a login, an e-mail address. In the journal it stands encrypted under
 * the key of the user it belongs to, and it never shows in a log, because it does not print itself.
 */
public record Personal(String text) {

    public static Personal of(String text) {
        return new Personal(text);
    }

    /** What is left of a text whose key was destroyed. */
    public static Personal redacted() {
        return new Personal("");
    }

    /** Whether there is nothing to read: it was erased, or was empty from the beginning. */
    public boolean isRedacted() {
        return text.isEmpty();
    }

    @Override
    public String toString() {
        return "***";
    }
}
