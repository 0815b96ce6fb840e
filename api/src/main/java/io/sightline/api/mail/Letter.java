package io.sightline.api.mail;

import java.nio.charset.StandardCharsets;
import java.util.Date;

import io.sightline.engine.activation.Mail;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

/** A mail as it travels (RFC 5322), plain text in UTF-8. */
final class Letter {

    private Letter() {}

    /** @throws MessagingException when the address is none; nothing of it becomes a header of its own */
    static MimeMessage of(Mail mail, String from, Session session, Date date) throws MessagingException {
        MimeMessage letter = new MimeMessage(session);
        letter.setFrom(new InternetAddress(from, true));
        letter.setRecipient(
                Message.RecipientType.TO, new InternetAddress(mail.to().text(), true));
        letter.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        letter.setText(mail.text(), StandardCharsets.UTF_8.name());
        letter.setSentDate(date);
        // Whoever answers by a program is not to answer this.
        letter.setHeader("Auto-Submitted", "auto-generated");
        letter.saveChanges();
        return letter;
    }
}
