package io.sightline.engine.domain;

/**
 * A text that says something about a person: a name, a login, an e-mail address. In the journal it stands encrypted under
 * the key of the user it belongs to, and it never shows in a log, because it does not print itself.
 */
public record Personal(String text) {

    public static Personal of(String text) {
        return new Personal(text);
    }

    @Override
    public String toString() {
        return "***";
    }
}
