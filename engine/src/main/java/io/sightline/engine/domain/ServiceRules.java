package io.sightline.engine.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * How services are renewed and asked about, as the deployment has it. Commands carry it, for entities know no settings.
 *
 * @param polled whether there is an operator's billing to ask
 * @param attempts after how many answers of one kind against a user that answer counts; at least 1
 * @param interval between two attempts
 * @param informationEvery between two enquiries that are no renewal
 * @param renewalAt the time of the first of each month at which plans are renewed, in {@code zone}
 * @param zone of the operator's calendar
 * @param silenceCounts whether no answer is as good as the answer that the user is unknown
 */
public record ServiceRules(
        boolean polled,
        int attempts,
        Duration interval,
        Duration informationEvery,
        LocalTime renewalAt,
        ZoneId zone,
        boolean silenceCounts) {

    /** The first renewal after a moment. */
    Instant renewalAfter(Instant moment) {
        ZonedDateTime local = moment.atZone(zone);
        ZonedDateTime thisMonth =
                local.toLocalDate().withDayOfMonth(1).atTime(renewalAt).atZone(zone);
        ZonedDateTime next = thisMonth.toInstant().isAfter(moment)
                ? thisMonth
                : local.toLocalDate()
                        .withDayOfMonth(1)
                        .plusMonths(1)
                        .atTime(renewalAt)
                        .atZone(zone);
        return next.toInstant();
    }
}
