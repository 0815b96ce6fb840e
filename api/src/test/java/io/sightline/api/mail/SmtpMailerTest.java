package io.sightline.api.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.sightline.engine.activation.Mail;
import io.sightline.engine.activation.Mailer;
import io.sightline.engine.domain.Personal;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Mail as a real server gets it, and what is told when one does not take it. */
@Timeout(60)
class SmtpMailerTest {

    private static final Mail MAIL =
            new Mail(Personal.of("ada@example.org"), "Über Sightline", "Grüße\r\nhttp://here\r\n");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @AfterEach
    void stop() {
        server.stop();
    }

    private static SmtpMailer mailer(int port, boolean encrypted, String user) {
        MailSettings.Server where = new MailSettings.Server(
                "127.0.0.1", port, encrypted, user, "secret", Duration.ofSeconds(5), Duration.ofMillis(500));
        return new SmtpMailer(
                new MailSettings("Sightline <video@example.net>", Optional.of(where), 1, 4, Optional.empty()),
                where,
                InstantSource.fixed(NOON));
    }

    private SmtpMailer toServer(boolean encrypted, String user) {
        server.start();
        return mailer(server.getSmtp().getPort(), encrypted, user);
    }

    private static void join(Mailer mailer) {
        mailer.send(MAIL).toCompletableFuture().join();
    }

    private static void refused(Mailer mailer) {
        assertThatThrownBy(() -> join(mailer))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(Mailer.NotSentException.class, failure -> assertThat(failure)
                        .hasMessageNotContaining("example.org")
                        .hasNoCause());
    }

    @Test
    void handsAMailOver() throws Exception {
        try (SmtpMailer mailer = toServer(false, "")) {
            join(mailer);
        }
        MimeMessage got = server.getReceivedMessages()[0];
        assertThat(got.getRecipients(Message.RecipientType.TO)[0]).hasToString("ada@example.org");
        assertThat(got.getFrom()[0]).hasToString("Sightline <video@example.net>");
        assertThat(got.getSubject()).isEqualTo("Über Sightline");
        assertThat(got.getContent().toString().trim()).isEqualTo("Grüße\r\nhttp://here");
        assertThat(got.getSentDate().toInstant()).isEqualTo(NOON);
        assertThat(got.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }

    @Test
    void saysWhoItIsWhereTheServerAsks() {
        server.setUser("video@example.net", "video", "secret");
        try (SmtpMailer mailer = toServer(false, "video")) {
            join(mailer);
            assertThat(server.getReceivedMessages()).hasSize(1);
        }
    }

    @Test
    void saysNothingInTheClearWhereTheLineIsToBeEncrypted() {
        try (SmtpMailer mailer = toServer(true, "video")) {
            refused(mailer);
        }
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void doesNotWaitForAServerThatIsSilent() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                SmtpMailer mailer = mailer(silent.getLocalPort(), false, "")) {
            refused(mailer);
        }
    }

    @Test
    void takesNoMoreThanMayWait() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                SmtpMailer mailer = mailer(silent.getLocalPort(), false, "")) {
            List<CompletableFuture<Void>> under = java.util.stream.Stream.generate(
                            () -> mailer.send(MAIL).toCompletableFuture())
                    .limit(5)
                    .toList();
            assertThatThrownBy(() -> join(mailer)).hasMessageContaining("Too many mails wait");
            under.forEach(each -> each.exceptionally(failure -> null).join());
        }
    }

    @Test
    void repeatsNoAddressThatAServerRefuses() throws IOException {
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        Logger log = (Logger) LoggerFactory.getLogger(SmtpMailer.class);
        logged.start();
        log.addAppender(logged);
        try (ServerSocket strict = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                SmtpMailer mailer = mailer(strict.getLocalPort(), false, "")) {
            CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> refuseRecipients(strict));
            refused(mailer);
            serving.join();
        } finally {
            log.detachAppender(logged);
        }
        assertThat(logged.list).isNotEmpty().allSatisfy(event -> {
            assertThat(event.getFormattedMessage()).doesNotContain("ada");
            assertThat(event.getThrowableProxy()).isNull();
        });
    }

    private static void refuseRecipients(ServerSocket listening) {
        try (Socket line = listening.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.US_ASCII))) {
            say(line, "220 here");
            for (String said = in.readLine(); said != null; said = in.readLine()) {
                say(line, said.startsWith("RCPT") ? "550 5.1.1 <ada@example.org> is nobody" : "250 fine");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void say(Socket line, String words) throws IOException {
        line.getOutputStream().write((words + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void makesNoHeaderOfAnAddress() {
        try (SmtpMailer mailer = toServer(false, "")) {
            Mail wrong = new Mail(Personal.of("ada@example.org\r\nBcc: eve@example.org"), "Hello", "Hello");
            assertThatThrownBy(() -> mailer.send(wrong).toCompletableFuture().join())
                    .hasCauseInstanceOf(Mailer.NotSentException.class);
        }
        assertThat(server.getReceivedMessages()).isEmpty();
    }
}
