package io.sightline.engine.activation;

import java.net.URI;
import java.time.Duration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.sightline.engine.domain.MailRules;

/**
 * How addresses of mail are proved; {@code sightline.activation} in the configuration.
 *
 * @param linksAt where users reach the client plane, as the beginning of a link
 * @param product what the mail calls this
 */
public record ActivationSettings(URI linksAt, String product, MailRules rules) {

    /** @throws ConfigException naming the path of what is missing or out of range */
    public static ActivationSettings from(Config config) {
        Config activation = config.getConfig("sightline.activation");
        int aDay = activation.getInt("mails-a-day");
        if (aDay < 1) {
            throw new ConfigException.BadValue("mails-a-day", "is at least 1");
        }
        return new ActivationSettings(
                address(activation.getString("links-at")),
                activation.getString("product"),
                new MailRules(longer(activation, "mails-apart"), aDay, longer(activation, "links-good-for")));
    }

    private static Duration longer(Config config, String path) {
        Duration value = config.getDuration(path);
        if (value.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new ConfigException.BadValue(path, "is at least one second");
        }
        return value;
    }

    private static URI address(String text) {
        try {
            URI address = URI.create(text);
            if (address.getHost() != null && address.getQuery() == null && !text.endsWith("/")) {
                return address;
            }
        } catch (IllegalArgumentException wrong) {
            throw new ConfigException.BadValue("links-at", "is no address", wrong);
        }
        throw new ConfigException.BadValue(
                "links-at", "is an address such as https://video.example, without a slash behind");
    }
}
