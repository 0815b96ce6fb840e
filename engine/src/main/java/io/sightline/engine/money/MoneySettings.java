package io.sightline.engine.money;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Currency;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.sightline.engine.domain.Money;

/**
 * What the operator decides about balances; {@code sightline.money} in the configuration.
 *
 * @param currency three letters of ISO 4217; all balances and tariffs for devices are in it
 * @param largestRefill the most that one refill may add, in the currency's smallest unit
 * @param zone where the end of a month is counted
 */
public record MoneySettings(String currency, long largestRefill, ZoneId zone) {

    /** @throws ConfigException naming the path of what is missing or out of range */
    public static MoneySettings from(Config config) {
        Config money = config.getConfig("sightline.money");
        long largest = money.getLong("largest-refill");
        if (largest < 1 || largest > Money.MOST) {
            throw new ConfigException.BadValue("largest-refill", "is from 1 to " + Money.MOST);
        }
        return new MoneySettings(currency(money), largest, zone(money));
    }

    private static String currency(Config money) {
        String code = money.getString("currency");
        try {
            return Currency.getInstance(code).getCurrencyCode();
        } catch (IllegalArgumentException unknown) {
            throw new ConfigException.BadValue("currency", "is a code of ISO 4217 such as BYN", unknown);
        }
    }

    private static ZoneId zone(Config money) {
        try {
            return ZoneId.of(money.getString("zone"));
        } catch (DateTimeException wrong) {
            throw new ConfigException.BadValue("zone", "is a time zone such as Europe/Minsk or +05:00", wrong);
        }
    }
}
