package io.sightline.api.admin;

import java.util.Locale;

/** What a password of an administrator has to be: long, and not the login. Kinds of characters are not counted. */
final class NewPassword {

    static final int MIN = 12;
    static final int MAX = 100;

    private NewPassword() {}

    static String of(Fields fields, String name, String login) {
        String password = fields.text(name, MAX);
        if (password.isEmpty()) {
            return password;
        }
        if (password.length() < MIN) {
            fields.fault(name, "invalid", "At least " + MIN + " characters");
        } else if (!login.isBlank() && password.toLowerCase(Locale.ROOT).equals(login.toLowerCase(Locale.ROOT))) {
            fields.fault(name, "invalid", "It must not be the login");
        }
        return password;
    }
}
