package io.sightline.engine.domain;

import java.util.Currency;
import java.util.Locale;

/**
 * An amount of money, never with a fraction of what can be paid.
 *
 * @param minor in the currency's smallest unit, such as cents
 * @param currency three letters of ISO 4217
 */
public record Money(long minor, String currency) {

    /** The most that is accepted anywhere: sums of many such amounts still fit. */
    public static final long MOST = 1_000_000_000_000L;

    /** Whether this is a price: nothing or more, in a currency that exists. */
    boolean isPrice() {
        return minor >= 0 && minor <= MOST && isCurrency(currency);
    }

    /** Whether these are three letters of ISO 4217. */
    public static boolean isCurrency(String code) {
        try {
            return Currency.getInstance(code).getCurrencyCode().equals(code.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }
}
