package io.sightline.engine.domain;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What a tariff plan offers, as its constructor has it.
 *
 * @param months how long one period lasts, 1 to {@link #MOST_MONTHS}
 * @param price of one period
 * @param order where it stands in the catalogue: smaller comes first
 * @param visible whether subscribers are shown it; administrators see every plan
 * @param onlyFor the one user it is for, or null when it is common
 */
public record TariffOffer(
        String title,
        String description,
        int months,
        Money price,
        int order,
        boolean visible,
        @Nullable UserId onlyFor) {

    public static final int MOST_MONTHS = 120;

    public static final int DESCRIPTION = 4_000;
    public static final int MOST_ORDER = 1_000_000;

    /** The part that is out of range, or nothing. */
    Optional<String> fault() {
        if (title.isBlank() || title.length() > Limits.NAME) {
            return Optional.of("title");
        }
        if (description.isBlank() || description.length() > DESCRIPTION) {
            return Optional.of("description");
        }
        if (months < 1 || months > MOST_MONTHS) {
            return Optional.of("months");
        }
        if (!price.isPrice()) {
            return Optional.of("price");
        }
        return order < 0 || order > MOST_ORDER ? Optional.of("order") : Optional.empty();
    }

    /** Whether this user may have it. */
    public boolean isFor(UserId user) {
        return onlyFor == null || onlyFor.equals(user);
    }
}
