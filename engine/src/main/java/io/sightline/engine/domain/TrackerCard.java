package io.sightline.engine.domain;

import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What its owner says of a tracker (seed 002, connected mode).
 *
 * @param model the code of its model
 * @param imei 15 digits
 * @param averageFuel millilitres for 100 km, or null when nothing is said
 * @param stopSeconds from how long on a halt is a stop
 * @param parkSeconds from how long on a stop is parking
 * @param colour of its track on the map, such as {@code #1a2b3c}
 */
public record TrackerCard(
        Personal name,
        String model,
        Personal imei,
        @Nullable Personal phone,
        @Nullable Integer averageFuel,
        int stopSeconds,
        int parkSeconds,
        @Nullable Personal info,
        String colour) {

    private static final Pattern IMEI = Pattern.compile("[0-9]{15}");
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");

    /** The part that is out of range, or nothing. */
    Optional<String> fault() {
        if (name.text().isBlank() || name.text().length() > Limits.NAME) {
            return Optional.of("name");
        }
        if (!Ids.fit(model)) {
            return Optional.of("model");
        }
        if (!IMEI.matcher(imei.text()).matches()) {
            return Optional.of("imei");
        }
        if (phone != null && (phone.text().isBlank() || phone.text().length() > Limits.PHONE)) {
            return Optional.of("phone");
        }
        if (averageFuel != null && (averageFuel < 0 || averageFuel > Limits.AVERAGE_FUEL)) {
            return Optional.of("averageFuel");
        }
        if (!isPause(stopSeconds)) {
            return Optional.of("stopSeconds");
        }
        if (!isPause(parkSeconds)) {
            return Optional.of("parkSeconds");
        }
        if (info != null && info.text().length() > Limits.INFO) {
            return Optional.of("info");
        }
        return COLOUR.matcher(colour).matches() ? Optional.empty() : Optional.of("colour");
    }

    private static boolean isPause(int seconds) {
        return seconds >= 0 && seconds <= Limits.PAUSE_SECONDS;
    }
}
