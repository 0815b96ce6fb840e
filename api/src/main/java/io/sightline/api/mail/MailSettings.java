package io.sightline.api.mail;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/**
 * How mail leaves; {@code sightline.mail} in the configuration.
 *
 * @param from a name and an address
 * @param server empty where mails are files
 * @param atOnce mails under way at one time
 * @param waiting mails that may wait for that
 * @param outbox where mails are files; empty for the node to say
 */
public record MailSettings(String from, Optional<Server> server, int atOnce, int waiting, Optional<Path> outbox) {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");
    private static final int MOST = 10_000;

    /**
     * A server that takes mail over.
     *
     * @param encrypted whether nothing is said before STARTTLS has succeeded
     * @param user empty to say no name
     * @param timeout for each answer
     */
    public record Server(
            String host,
            int port,
            boolean encrypted,
            String user,
            String password,
            Duration connectTimeout,
            Duration timeout) {

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /** @throws ConfigException when a value is out of range, or a password would travel in the clear */
    public static MailSettings from(Config config) {
        Config mail = config.getConfig("sightline.mail");
        String outbox = mail.getString("outbox");
        String from = mail.getString("from");
        try {
            new InternetAddress(from, true);
        } catch (AddressException wrong) {
            throw new ConfigException.BadValue("sightline.mail.from", "is an address, with a name or without", wrong);
        }
        return new MailSettings(
                from,
                server(mail.getConfig("smtp")),
                between(mail, "at-once", 64),
                between(mail, "waiting", MOST),
                outbox.isEmpty() ? Optional.empty() : Optional.of(Path.of(outbox)));
    }

    private static Optional<Server> server(Config smtp) {
        String host = smtp.getString("host");
        if (host.isEmpty()) {
            return Optional.empty();
        }
        String starttls = smtp.getString("starttls");
        if (!Set.of("required", "none").contains(starttls)) {
            throw new ConfigException.BadValue("sightline.mail.smtp.starttls", "is required or none");
        }
        boolean encrypted = starttls.equals("required");
        String user = smtp.getString("user");
        if (!encrypted && !user.isEmpty() && !LOOPBACK.contains(host)) {
            throw new ConfigException.BadValue(
                    "sightline.mail.smtp.starttls", "is required where a password is sent to another machine");
        }
        return Optional.of(new Server(
                host,
                between(smtp, "port", 65_535),
                encrypted,
                user,
                smtp.getString("password"),
                positive(smtp, "connect-timeout"),
                positive(smtp, "timeout")));
    }

    private static int between(Config config, String path, int most) {
        int value = config.getInt(path);
        if (value < 1 || value > most) {
            throw new ConfigException.BadValue("sightline.mail " + path, "is 1 to " + most);
        }
        return value;
    }

    private static Duration positive(Config config, String path) {
        Duration value = config.getDuration(path);
        if (value.toMillis() < 1 || value.compareTo(Duration.ofMinutes(5)) > 0) {
            throw new ConfigException.BadValue("sightline.mail.smtp." + path, "is from 1 ms to 5 minutes");
        }
        return value;
    }
}
