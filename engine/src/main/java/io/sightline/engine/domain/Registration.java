package io.sightline.engine.domain;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What a platform user has filled in besides name and address of mail, which are the profile's and the login. All of it is
 * personal; what was left empty is null.
 *
 * @param info whatever else the user, or who made it, wanted to say
 * @param taxpayerNumber as the country writes it; with {@code bank} and {@code bankAccount} asked of firms alone
 */
public record Registration(
        @Nullable Personal secondName,
        @Nullable Personal phone,
        @Nullable Personal info,
        @Nullable Personal legalAddress,
        @Nullable Personal postalAddress,
        @Nullable Personal taxpayerNumber,
        @Nullable Personal bank,
        @Nullable Personal bankAccount,
        MapProvider preferredMap) {

    public static final int SHORT = 64;
    public static final int INFO = 4_000;

    /** One that says nothing. */
    public static Registration of(MapProvider preferredMap) {
        return new Registration(null, null, null, null, null, null, null, null, preferredMap);
    }

    /** The part that is out of range, or nothing. */
    Optional<String> fault() {
        if (isTooLong(secondName, Limits.NAME)) {
            return Optional.of("secondName");
        }
        if (isTooLong(phone, SHORT)) {
            return Optional.of("phone");
        }
        if (isTooLong(info, INFO)) {
            return Optional.of("info");
        }
        if (isTooLong(legalAddress, Limits.PROPERTY)) {
            return Optional.of("legalAddress");
        }
        if (isTooLong(postalAddress, Limits.PROPERTY)) {
            return Optional.of("postalAddress");
        }
        if (isTooLong(taxpayerNumber, SHORT)) {
            return Optional.of("taxpayerNumber");
        }
        if (isTooLong(bank, Limits.NAME)) {
            return Optional.of("bank");
        }
        return isTooLong(bankAccount, SHORT) ? Optional.of("bankAccount") : Optional.empty();
    }

    private static boolean isTooLong(@Nullable Personal text, int most) {
        return text != null && text.text().length() > most;
    }

    /** Something before and after one at sign and no blank: whether mail arrives only sending it tells. */
    static boolean isAddress(String text) {
        int at = text.indexOf('@');
        return at > 0
                && at == text.lastIndexOf('@')
                && at < text.length() - 1
                && text.chars().noneMatch(each -> Character.isWhitespace(each) || Character.isISOControl(each));
    }
}
