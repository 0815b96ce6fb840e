package io.sightline.engine.domain;

import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a user besides access.
 *
 * @param userType one of the operator's own types, such as {@code b2c}; at most 50 characters
 * @param entityId the subscription's id in the billing system
 * @param billing what the billing system wants kept, by name
 * @param properties further values by type
 * @param canUpdatePassword whether the user may change the password
 * @param particulars of users in the portal of firms and persons with a tariff; null for others
 */
public record Profile(
        @Nullable Personal name,
        SubscriberKind subscriberKind,
        String userType,
        @Nullable String entityId,
        @Nullable Personal contractNumber,
        Map<String, Personal> billing,
        Map<String, Personal> properties,
        boolean canUpdatePassword,
        @Nullable Particulars particulars) {

    public Profile {
        billing = Map.copyOf(billing);
        properties = Map.copyOf(properties);
    }

    /** One of whom the operator notes nothing more. */
    public Profile(
            @Nullable Personal name,
            SubscriberKind subscriberKind,
            String userType,
            @Nullable String entityId,
            @Nullable Personal contractNumber,
            Map<String, Personal> billing,
            Map<String, Personal> properties,
            boolean canUpdatePassword) {
        this(name, subscriberKind, userType, entityId, contractNumber, billing, properties, canUpdatePassword, null);
    }

    /** A person of whom only the type is known. */
    public static Profile of(String userType) {
        return new Profile(null, SubscriberKind.INDIVIDUAL, userType, null, null, Map.of(), Map.of(), true);
    }

    /** The same person with other particulars. */
    public Profile with(Particulars others) {
        return new Profile(
                name,
                subscriberKind,
                userType,
                entityId,
                contractNumber,
                billing,
                properties,
                canUpdatePassword,
                others);
    }

    /** The part that is out of range, or nothing. */
    Optional<String> fault() {
        if (name != null && name.text().length() > Limits.NAME) {
            return Optional.of("name");
        }
        if (userType.isBlank() || userType.length() > 50) {
            return Optional.of("userType");
        }
        if (entityId != null && entityId.length() > Limits.NAME) {
            return Optional.of("entityId");
        }
        if (contractNumber != null && contractNumber.text().length() > Limits.NAME) {
            return Optional.of("contractNumber");
        }
        if (!fits(billing)) {
            return Optional.of("billing");
        }
        if (!fits(properties)) {
            return Optional.of("properties");
        }
        return particulars == null ? Optional.empty() : particulars.fault();
    }

    private static boolean fits(Map<String, Personal> values) {
        return values.size() <= Limits.PROPERTIES
                && values.entrySet().stream()
                        .allMatch(each -> each.getKey().length() <= 64
                                && each.getValue().text().length() <= Limits.PROPERTY);
    }
}
