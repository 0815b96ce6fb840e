package io.sightline.engine.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a tariff for single devices offers and costs (seed 002's platform: camera tariffs, tracker tariffs).
 *
 * @param monthly for one device and one month
 * @param creditDays how long the service goes on after the paid time, 0 to 366
 * @param halfYearDiscount percent off when 6 months are paid at once, 0 to 100
 * @param yearDiscount percent off when 12 months are paid at once, 0 to 100
 * @param features what it includes, each of them possible for this kind of device
 * @param devices the most devices of one user on it, or null for any number
 * @param only the one user it is for, or null when it is for everybody
 */
public record DeviceTariffTerms(
        Device device,
        String name,
        Money monthly,
        int creditDays,
        int halfYearDiscount,
        int yearDiscount,
        Set<Feature> features,
        @Nullable Integer devices,
        @Nullable UserId only) {

    /** What a tariff is for. */
    public enum Device {
        CAMERA,
        TRACKER;

        /** Whether a device of this key can be paid with such a tariff. */
        boolean covers(String key) {
            return this == CAMERA ? DeviceKey.isCamera(key) : DeviceKey.isTracker(key);
        }
    }

    /** What a tariff may include. */
    public enum Feature {
        SCHEDULED_RECORDING(true, false),
        REAL_TIME(true, true),
        MAP_TRACKS(false, true),
        HISTORY(false, true),
        MILEAGE(false, true),
        FUEL(false, true),
        STOPS(false, true),
        ROUTE_REPORT(false, true);

        private final boolean ofCameras;
        private final boolean ofTrackers;

        Feature(boolean ofCameras, boolean ofTrackers) {
            this.ofCameras = ofCameras;
            this.ofTrackers = ofTrackers;
        }

        public boolean isOf(Device device) {
            return device == Device.CAMERA ? ofCameras : ofTrackers;
        }
    }

    /** How many months may be paid at once. */
    public static final Set<Integer> MONTHS = Set.of(1, 3, 6, 12);

    private static final int LONGEST_CREDIT = 366;
    private static final int HALF_YEAR = 6;
    private static final int YEAR = 12;
    private static final int WHOLE = 100;

    public DeviceTariffTerms {
        features = Set.copyOf(features);
    }

    /** What so many months cost, the discount taken off and rounded half up to what can be paid. */
    public Money price(int months) {
        int discount = months == YEAR ? yearDiscount : months == HALF_YEAR ? halfYearDiscount : 0;
        long sum = BigDecimal.valueOf(monthly.minor())
                .multiply(BigDecimal.valueOf((long) months * (WHOLE - discount)))
                .divide(BigDecimal.valueOf(WHOLE), RoundingMode.HALF_UP)
                .longValueExact();
        return new Money(sum, monthly.currency());
    }

    public boolean isFor(UserId user) {
        return only == null || only.equals(user);
    }

    /** The part that is out of range, or nothing. */
    Optional<String> fault() {
        if (name.isBlank() || name.length() > Limits.NAME) {
            return Optional.of("name");
        }
        if (!monthly.isPrice()) {
            return Optional.of("monthly");
        }
        if (creditDays < 0 || creditDays > LONGEST_CREDIT) {
            return Optional.of("creditDays");
        }
        if (!isPercentage(halfYearDiscount)) {
            return Optional.of("halfYearDiscount");
        }
        if (!isPercentage(yearDiscount)) {
            return Optional.of("yearDiscount");
        }
        if (features.stream().anyMatch(feature -> !feature.isOf(device))) {
            return Optional.of("features");
        }
        return devices != null && devices < 1 ? Optional.of("devices") : Optional.empty();
    }

    private static boolean isPercentage(int value) {
        return value >= 0 && value <= WHOLE;
    }
}
