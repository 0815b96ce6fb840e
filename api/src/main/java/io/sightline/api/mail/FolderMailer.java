package io.sightline.api.mail;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

import io.sightline.engine.activation.Mail;
import io.sightline.engine.activation.Mailer;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps each mail as a file that mail programs open, named by its time; for machines without a mail server. */
public final class FolderMailer implements Mailer {

    private static final Logger LOG = LoggerFactory.getLogger(FolderMailer.class);

    private final Path folder;
    private final String from;
    private final InstantSource clock;
    private final Session session = Session.getInstance(new Properties());
    private final AtomicLong count = new AtomicLong();

    public FolderMailer(Path folder, String from, InstantSource clock) {
        this.folder = folder;
        this.from = from;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Void> send(Mail mail) {
        Instant now = clock.instant();
        String name = String.format("%d-%04d", now.toEpochMilli(), count.incrementAndGet());
        try {
            write(mail, now, name);
            return CompletableFuture.completedStage(null);
        } catch (IOException | MessagingException failed) {
            // The words of either may hold the address.
            String why = failed.getClass().getSimpleName();
            LOG.warn("A mail could not be kept in {}: {}", folder, why);
            return CompletableFuture.failedStage(new NotSentException(why));
        }
    }

    private void write(Mail mail, Instant now, String name) throws IOException, MessagingException {
        Files.createDirectories(folder);
        Path part = Files.createTempFile(
                folder,
                name,
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            try (OutputStream out = Files.newOutputStream(part)) {
                Letter.of(mail, from, session, Date.from(now)).writeTo(out);
            }
            Files.move(part, folder.resolve(name + ".eml"), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
