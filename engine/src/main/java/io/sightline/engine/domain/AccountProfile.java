package io.sightline.engine.domain;

import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** What a customer's account profile says of it: whom to reach, how it pays, where it is. What is not known is null. */
public record AccountProfile(Contact contact, BillingInformation billing, Location location) {

    private static final int PHONE = 64;
    private static final int POSTCODE = 32;
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    /** @param email where links and credentials go */
    public record Contact(
            @Nullable Personal firstName,
            @Nullable Personal lastName,
            @Nullable Personal phone,
            @Nullable Personal email) {}

    /**
     * @param automatic whether it is billed at preset rates without anybody's doing
     * @param taxIncluded whether prices contain the tax
     * @param plan as the operator calls it
     */
    public record BillingInformation(
            boolean automatic,
            boolean taxIncluded,
            @Nullable Personal plan) {}

    /** @param country two capital letters of ISO 3166 */
    public record Location(
            @Nullable Personal line1,
            @Nullable Personal line2,
            @Nullable Personal city,
            @Nullable Personal region,
            @Nullable Personal postcode,
            @Nullable Personal country) {}

    public static AccountProfile empty() {
        return new AccountProfile(
                new Contact(null, null, null, null),
                new BillingInformation(false, false, null),
                new Location(null, null, null, null, null, null));
    }

    /** The part that is out of range, or nothing. */
    Optional<String> fault() {
        return fault("contact/firstName", contact.firstName, Limits.NAME)
                .or(() -> fault("contact/lastName", contact.lastName, Limits.NAME))
                .or(() -> fault("contact/phone", contact.phone, PHONE))
                .or(() -> fault("contact/email", contact.email, Limits.NAME))
                .or(() -> isEmail(contact.email) ? Optional.empty() : Optional.of("contact/email"))
                .or(() -> fault("billing/plan", billing.plan, Limits.NAME))
                .or(() -> fault("location/line1", location.line1, Limits.NAME))
                .or(() -> fault("location/line2", location.line2, Limits.NAME))
                .or(() -> fault("location/city", location.city, Limits.NAME))
                .or(() -> fault("location/region", location.region, Limits.NAME))
                .or(() -> fault("location/postcode", location.postcode, POSTCODE))
                .or(() -> isCountry(location.country) ? Optional.empty() : Optional.of("location/country"));
    }

    private static Optional<String> fault(String part, @Nullable Personal text, int most) {
        return text != null && text.text().length() > most ? Optional.of(part) : Optional.empty();
    }

    private static boolean isCountry(@Nullable Personal country) {
        return country == null
                || country.isRedacted()
                || COUNTRY.matcher(country.text()).matches();
    }

    /** Something before and after one at sign and no blank: whether mail arrives only sending it tells. */
    private static boolean isEmail(@Nullable Personal email) {
        return email == null || email.isRedacted() || Particulars.isEmail(email.text());
    }
}
