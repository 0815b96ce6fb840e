package io.sightline.api.admin;

import java.util.function.IntPredicate;

import io.sightline.engine.domain.UserOrigin;

/**
 * What a password has to be that somebody makes up for a user. Those that a billing system sends are the operator's own affair
 * and do not come this way.
 */
final class PasswordRule {

    static final int MIN = 8;
    static final int MAX = 100;

    private static final String MIXED = "Upper and lower case, and one character that is no letter";

    private PasswordRule() {}

    /** The password of a body, typed a second time or not; both are noted when they differ. */
    static String read(Fields fields) {
        String password = fields.text("password", MAX);
        if (!password.isEmpty() && password.length() < MIN) {
            fields.fault("password", "invalid", "At least " + MIN + " characters");
        }
        String again = fields.optionalText("passwordConfirmation", MAX);
        if (again != null && !again.equals(password)) {
            fields.fault("passwordConfirmation", "invalid", "It differs from the password");
        }
        return password;
    }

    /** The same for a firm or a platform user, whose password is mixed. */
    static String readMixed(Fields fields) {
        String password = read(fields);
        if (!password.isEmpty() && !isMixed(password)) {
            fields.fault("password", "invalid", MIXED);
        }
        return password;
    }

    /** @throws Rejection when a user of this origin must not have it */
    static void check(String password, UserOrigin origin) {
        if ((origin instanceof UserOrigin.Portal || origin instanceof UserOrigin.Platform) && !isMixed(password)) {
            throw Problem.invalid("/password", MIXED).rejection();
        }
    }

    private static boolean isMixed(String password) {
        return has(password, Character::isUpperCase)
                && has(password, Character::isLowerCase)
                && has(password, each -> !Character.isLetter(each));
    }

    private static boolean has(String password, IntPredicate what) {
        return password.codePoints().anyMatch(what);
    }
}
