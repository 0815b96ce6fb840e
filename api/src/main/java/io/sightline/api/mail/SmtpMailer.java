package io.sightline.api.mail;

import java.time.InstantSource;
import java.util.Date;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.sightline.engine.activation.Mail;
import io.sightline.engine.activation.Mailer;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands mail over to a server, one connection a mail, on few threads of its own. A server's words hold the address, so they are
 * neither logged nor passed on: what is told is the kind of failure and the server's code.
 */
public final class SmtpMailer implements Mailer, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpMailer.class);
    private static final int IDLE_SECONDS = 30;
    private static final String PROTOCOL = "smtp";

    private final MailSettings.Server server;
    private final String from;
    private final InstantSource clock;
    private final Session session;
    private final ThreadPoolExecutor threads;

    public SmtpMailer(MailSettings settings, MailSettings.Server server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
        from = settings.from();
        session = Session.getInstance(properties(server));
        threads = new ThreadPoolExecutor(
                settings.atOnce(),
                settings.atOnce(),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(settings.waiting()),
                work -> {
                    Thread thread = new Thread(work, "mail");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    private static Properties properties(MailSettings.Server server) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(server.encrypted()));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(server.encrypted()));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        properties.setProperty("mail.smtp.auth", Boolean.toString(!server.user().isEmpty()));
        properties.setProperty(
                "mail.smtp.connectiontimeout",
                Long.toString(server.connectTimeout().toMillis()));
        properties.setProperty(
                "mail.smtp.timeout", Long.toString(server.timeout().toMillis()));
        properties.setProperty(
                "mail.smtp.writetimeout", Long.toString(server.timeout().toMillis()));
        // Otherwise the name of this machine is looked up and told.
        properties.setProperty("mail.smtp.localhost", "localhost");
        return properties;
    }

    @Override
    public CompletionStage<Void> send(Mail mail) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        try {
            threads.execute(() -> {
                try {
                    hand(mail);
                    sent.complete(null);
                } catch (MessagingException | RuntimeException failed) {
                    String why = why(failed);
                    LOG.warn("A mail was not taken over by {}: {}", server, why);
                    sent.completeExceptionally(new NotSentException(why));
                }
            });
        } catch (RejectedExecutionException full) {
            sent.completeExceptionally(new NotSentException("Too many mails wait to be sent"));
        }
        return sent;
    }

    private void hand(Mail mail) throws MessagingException {
        MimeMessage letter = Letter.of(mail, from, session, Date.from(clock.instant()));
        try (Transport transport = session.getTransport(PROTOCOL)) {
            if (server.user().isEmpty()) {
                transport.connect(server.host(), server.port(), null, null);
            } else {
                transport.connect(server.host(), server.port(), server.user(), server.password());
            }
            transport.sendMessage(letter, letter.getAllRecipients());
        }
    }

    private static String why(Exception failed) {
        String kind = failed.getClass().getSimpleName();
        return failed instanceof SMTPSendFailedException refused ? kind + " " + refused.getReturnCode() : kind;
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
