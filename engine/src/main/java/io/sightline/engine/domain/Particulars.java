package io.sightline.engine.domain;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What the operator notes of a firm or a person with a tariff, as its own customer records have it. All of it is personal; what
 * is not known is null.
 *
 * @param taxpayerNumber as the operator's country writes it
 * @param notes kept up while the user is looked after
 * @param comment left when the user was created
 */
public record Particulars(
        @Nullable Personal email,
        @Nullable Personal phone,
        @Nullable Personal registrationAddress,
        @Nullable Personal taxpayerNumber,
        @Nullable Personal notes,
        @Nullable Personal comment) {

    /** Characters of notes and of the comment. */
    public static final int LONG_TEXT = 4_000;
    /** Characters of a number, be it a phone's or the taxpayer's. */
    public static final int SHORT_TEXT = 64;

    public static Particulars none() {
        return new Particulars(null, null, null, null, null, null);
    }

    /** The part that is out of range, or nothing. */
    Optional<String> fault() {
        if (isTooLong(email, Limits.NAME) || (email != null && !email.isRedacted() && !isEmail(email.text()))) {
            return Optional.of("email");
        }
        if (isTooLong(phone, SHORT_TEXT)) {
            return Optional.of("phone");
        }
        if (isTooLong(registrationAddress, Limits.PROPERTY)) {
            return Optional.of("registrationAddress");
        }
        if (isTooLong(taxpayerNumber, SHORT_TEXT)) {
            return Optional.of("taxpayerNumber");
        }
        if (isTooLong(notes, LONG_TEXT)) {
            return Optional.of("notes");
        }
        return isTooLong(comment, LONG_TEXT) ? Optional.of("comment") : Optional.empty();
    }

    private static boolean isTooLong(@Nullable Personal text, int most) {
        return text != null && text.text().length() > most;
    }

    /** Something before and after one at sign and no blank: whether mail arrives only sending it tells. */
    static boolean isEmail(String text) {
        int at = text.indexOf('@');
        return at > 0
                && at == text.lastIndexOf('@')
                && at < text.length() - 1
                && text.chars().noneMatch(Character::isWhitespace);
    }
}
