package io.sightline.api.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.sightline.engine.activation.Mail;
import io.sightline.engine.activation.Mailer;
import io.sightline.engine.domain.Personal;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FolderMailerTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Mail MAIL =
            new Mail(Personal.of("ada@example.org"), "Hello", "http://here/activate?token=a.b\r\n");

    @TempDir
    Path folder;

    private FolderMailer mailer(Path where) {
        return new FolderMailer(where, "video@example.net", InstantSource.fixed(NOON));
    }

    @Test
    void keepsEachMailAsAFileOfItsOwnForItsOwnerAlone() throws Exception {
        FolderMailer mailer = mailer(folder.resolve("outbox"));
        mailer.send(MAIL).toCompletableFuture().join();
        mailer.send(MAIL).toCompletableFuture().join();

        List<Path> files;
        try (Stream<Path> found = Files.list(folder.resolve("outbox"))) {
            files = found.sorted().toList();
        }
        assertThat(files).hasSize(2).allSatisfy(file -> {
            assertThat(file.getFileName().toString()).endsWith(".eml");
            assertThat(Files.getPosixFilePermissions(file))
                    .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        });
        try (InputStream in = Files.newInputStream(files.get(0))) {
            MimeMessage kept = new MimeMessage(Session.getInstance(new Properties()), in);
            assertThat(kept.getAllRecipients()[0]).hasToString("ada@example.org");
            assertThat(kept.getContent().toString()).contains("http://here/activate?token=a.b");
        }
    }

    @Test
    void tellsWhenAMailCannotBeKept() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> mailer(file).send(MAIL).toCompletableFuture().join())
                .hasCauseInstanceOf(Mailer.NotSentException.class)
                .hasMessageNotContaining("example.org");
    }

    @Test
    void readsItsSettingsAndNamesWhatIsWrong() {
        MailSettings defaults = with("");
        assertThat(defaults.server()).isEmpty();
        assertThat(defaults.outbox()).isEmpty();

        MailSettings full = with(
                "from = \"a@b\", at-once = 3, waiting = 7, outbox = \"/var/mails\", smtp {"
                        + "host = mail.example, port = 25, starttls = required, user = u, password = p, connect-timeout = 1s, timeout = 2s }");
        assertThat(full)
                .isEqualTo(new MailSettings(
                        "a@b",
                        Optional.of(new MailSettings.Server(
                                "mail.example", 25, true, "u", "p", Duration.ofSeconds(1), Duration.ofSeconds(2))),
                        3,
                        7,
                        Optional.of(Path.of("/var/mails"))));
        assertThat(full.toString()).doesNotContain("password");
        assertThat(with("smtp { host = localhost, starttls = none, user = u, password = p }")
                        .server())
                .isPresent();
        for (String wrong : List.of(
                "from = \"nobody@\"",
                "at-once = 0",
                "waiting = 0",
                "smtp { host = h, port = 0 }",
                "smtp { host = h, starttls = maybe }",
                "smtp { host = h, starttls = none, user = u }",
                "smtp { host = h, timeout = 0s }")) {
            assertThatThrownBy(() -> with(wrong)).as(wrong).isInstanceOf(ConfigException.BadValue.class);
        }
    }

    private static MailSettings with(String values) {
        return MailSettings.from(
                ConfigFactory.parseString("sightline.mail {" + values + "}").withFallback(ConfigFactory.load()));
    }
}
