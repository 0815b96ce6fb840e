package io.sightline.engine.activation;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.MailProof;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.domain.UserOrigin;
import io.sightline.engine.runtime.Assurance;
import io.sightline.engine.runtime.Engine;
import io.sightline.engine.runtime.Reply;

/**
 * Sends platform users links that prove their address of mail, and takes them when they are followed. A link is kept before it is
 * sent, so one that was sent and forgotten cannot be; one that was kept and not sent counts as a mail. Thread-safe.
 */
public final class Activations {

    private final Engine engine;
    private final Mailer mailer;
    private final ActivationLinks links;
    private final ActivationSettings settings;

    public Activations(Engine engine, Mailer mailer, ActivationLinks links, ActivationSettings settings) {
        this.engine = engine;
        this.mailer = mailer;
        this.links = links;
        this.settings = settings;
    }

    /** What became of a link that somebody followed. */
    public enum Verdict {
        VERIFIED,
        /** It has proved the address already, and does so once. */
        USED,
        /** Ours and void: it has run out, a later one was sent, or the address is another by now. */
        VOID,
        /** Nothing we have written. */
        UNKNOWN
    }

    public ActivationSettings settings() {
        return settings;
    }

    /**
     * Sends a user a new link; earlier ones are void.
     *
     * @return the user's own refusal, or done once the mail was taken over; fails with {@link Mailer.NotSentException}
     */
    public CompletionStage<Reply> send(UserId user) {
        return engine.send(user.ref(), new UserCommand.OfferMailLink(settings.rules()), Assurance.PERSISTED)
                .thenCompose(reply -> reply instanceof Reply.Done
                        ? engine.read(user.ref(), User.class).thenCompose(read -> read.state()
                                .account()
                                .flatMap(this::mail)
                                .map(mail -> mailer.send(mail).thenApply(sent -> reply))
                                .orElseGet(() -> refused(user.ref())))
                        : CompletableFuture.completedStage(reply));
    }

    private Optional<Mail> mail(Account account) {
        if (!(account.origin() instanceof UserOrigin.Platform platform)) {
            return Optional.empty();
        }
        MailProof proof = platform.mail();
        if (proof.goodUntil() == null) {
            return Optional.empty();
        }
        String token = links.text(new ActivationLinks.Link(account.id(), proof.number(), proof.goodUntil()));
        return Optional.of(new Mail(
                account.login().text(),
                settings.product() + ": confirm your e-mail address",
                "Somebody, most likely you or your administrator, has registered this address at "
                        + settings.product()
                        + ".\r\n\r\nTo confirm it, open this address and press the button there. It is good for "
                        + settings.rules().good().toHours()
                        + " hours and once.\r\n\r\n"
                        + settings.linksAt()
                        + "/activate?token="
                        + token
                        + "\r\n\r\nIf it was not you, do nothing.\r\n"));
    }

    /** The address has been proved, or has become another one, between the two steps. */
    private static CompletionStage<Reply> refused(EntityRef user) {
        return CompletableFuture.completedStage(new Reply.Refused(user, Refusal.CONFLICT, "mailVerified"));
    }

    /** Whether a text is one of ours; whether it still counts only {@link #follow} tells, and it does count then. */
    public boolean isOurs(String token) {
        return links.read(token).isPresent();
    }

    /** Somebody follows a link. */
    public CompletionStage<Verdict> follow(String token) {
        Optional<ActivationLinks.Link> link = links.read(token);
        if (link.isEmpty()) {
            return CompletableFuture.completedStage(Verdict.UNKNOWN);
        }
        return engine.send(
                        link.get().user().ref(),
                        new UserCommand.VerifyMail(link.get().number()),
                        Assurance.PERSISTED)
                .thenApply(reply -> {
                    if (reply instanceof Reply.Done) {
                        return Verdict.VERIFIED;
                    }
                    return ((Reply.Refused) reply).detail().equals("used") ? Verdict.USED : Verdict.VOID;
                });
    }
}
