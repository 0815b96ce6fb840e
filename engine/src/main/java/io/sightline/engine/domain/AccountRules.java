package io.sightline.engine.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import static io.sightline.engine.domain.Decision.accept;
import static io.sightline.engine.domain.Decision.refuse;
import static io.sightline.engine.domain.Decision.unchanged;
import static io.sightline.engine.domain.Refusal.CONFLICT;
import static io.sightline.engine.domain.Refusal.FORBIDDEN;
import static io.sightline.engine.domain.Refusal.INVALID;
import static io.sightline.engine.domain.Refusal.LIMIT_EXCEEDED;
import static io.sightline.engine.domain.Refusal.UNKNOWN_ENTITY;

/** What becomes of commands about the user itself: who it is, whether it has access, what it has signed in with. */
final class AccountRules {

    private AccountRules() {}

    /** Whether the end of the user has already done what the command asks. */
    static boolean isSettledByTermination(UserCommand command) {
        return command instanceof UserCommand.Terminate
                || command instanceof UserCommand.DetachPlace
                || command instanceof UserCommand.RevokeCamera
                || command instanceof UserCommand.RemoveSubUser
                || command instanceof UserCommand.Expire
                || command instanceof UserCommand.Verify
                || command instanceof UserCommand.Inherit
                || command instanceof UserCommand.Govern;
    }

    static Decision<UserEvent> decide(Account user, UserCommand.OfAccount command, Instant now) {
        if (command instanceof UserCommand.ChangeProfile change) {
            Optional<String> fault = change.profile().fault();
            if (fault.isPresent()) {
                return refuse(INVALID, fault.get());
            }
            return change.profile().equals(user.profile())
                    ? unchanged()
                    : accept(new UserEvent.ProfileChanged(change.profile()));
        }
        if (command instanceof UserCommand.ChangeLogin change) {
            boolean mustBeAddress = user.origin() instanceof UserOrigin.Platform;
            if (!User.Absent.isLogin(change.login())
                    || (mustBeAddress
                            && !Registration.isAddress(change.login().text().text()))) {
                return refuse(INVALID, "login");
            }
            return change.login().equals(user.login())
                    ? unchanged()
                    : accept(new UserEvent.LoginChanged(change.login()));
        }
        if (command instanceof UserCommand.ChangePassword change) {
            if (!User.Absent.isPasswordHash(change.passwordHash())) {
                return refuse(INVALID, "password");
            }
            return change.passwordHash().equals(user.passwordHash())
                    ? unchanged()
                    : accept(new UserEvent.PasswordChanged(change.passwordHash()));
        }
        if (command instanceof UserCommand.SetPermissions set) {
            if (!Permission.areSound(set.permissions())) {
                return refuse(INVALID, "permissions");
            }
            return set.permissions().equals(user.permissions())
                    ? unchanged()
                    : accept(new UserEvent.PermissionsSet(set.permissions()));
        }
        return user.origin() instanceof UserOrigin.Platform platform
                ? decide(platform, command, now)
                : refuse(CONFLICT, "origin");
    }

    private static Decision<UserEvent> decide(
            UserOrigin.Platform platform, UserCommand.OfAccount command, Instant now) {
        if (command instanceof UserCommand.ChangeRegistration change) {
            Optional<String> fault = change.registration().fault();
            if (fault.isPresent()) {
                return refuse(INVALID, fault.get());
            }
            return change.registration().equals(platform.registration())
                    ? unchanged()
                    : accept(new UserEvent.RegistrationChanged(change.registration()));
        }
        MailProof mail = platform.mail();
        if (command instanceof UserCommand.OfferMailLink offer) {
            if (mail.verified()) {
                return refuse(CONFLICT, "mailVerified");
            }
            return mail.nextAt(offer.rules(), now).isAfter(now)
                    ? refuse(LIMIT_EXCEEDED, "mails")
                    : accept(
                            new UserEvent.MailLinkOffered(now.plus(offer.rules().good()), now));
        }
        if (command instanceof UserCommand.VerifyMail verify) {
            return mail.isGood(verify.link(), now)
                    ? accept(new UserEvent.MailVerified(now))
                    : refuse(CONFLICT, mail.verified() && verify.link() == mail.number() ? "used" : "link");
        }
        throw new AssertionError(command);
    }

    static Decision<UserEvent> decide(Account user, UserCommand.OfStanding command, Instant now) {
        Standing standing = user.standing();
        if (command instanceof UserCommand.Suspend suspend) {
            if (isDerived(user, suspend.cause())) {
                return refuse(INVALID, "cause");
            }
            return standing.causes().contains(suspend.cause())
                    ? unchanged()
                    : accept(new UserEvent.Suspended(suspend.cause()));
        }
        if (command instanceof UserCommand.Resume resume) {
            if (isDerived(user, resume.cause())) {
                return refuse(INVALID, "cause");
            }
            return standing.causes().contains(resume.cause())
                    ? accept(new UserEvent.Resumed(resume.cause()))
                    : unchanged();
        }
        if (command instanceof UserCommand.Expire) {
            boolean expires = user.origin() instanceof UserOrigin.Temporary temporary
                    && !temporary.expiresAt().isAfter(now)
                    && !standing.causes().contains(SuspensionCause.EXPIRED);
            return expires ? accept(new UserEvent.Suspended(SuspensionCause.EXPIRED)) : unchanged();
        }
        if (command instanceof UserCommand.Prolong prolong) {
            return prolong(user, prolong, now);
        }
        if (command instanceof UserCommand.SetPtzPriority set) {
            if (!(user.origin() instanceof UserOrigin.Temporary temporary)) {
                return refuse(CONFLICT, "origin");
            }
            if (!UserOrigin.Temporary.isPriority(set.priority())) {
                return refuse(INVALID, "ptzPriority");
            }
            return temporary.ptzPriority() == set.priority()
                    ? unchanged()
                    : accept(new UserEvent.PtzPrioritySet(set.priority()));
        }
        if (command instanceof UserCommand.Serve serve) {
            Standing.Served held = standing.served();
            if (held == null) {
                return refuse(CONFLICT, "service");
            }
            return serve.number() <= held.number()
                    ? unchanged()
                    : accept(new UserEvent.Served(serve.service(), serve.number()));
        }
        if (command instanceof UserCommand.SetLiveOnly set) {
            if (standing.needsService() && set.liveOnly() != standing.liveOnly()) {
                return refuse(CONFLICT, "service");
            }
            return set.liveOnly() == standing.liveOnly()
                    ? unchanged()
                    : accept(new UserEvent.LiveOnlySet(set.liveOnly()));
        }
        if (command instanceof UserCommand.Govern govern) {
            if (user.isSubUser()) {
                return refuse(CONFLICT, "subUser");
            }
            return govern.number() <= standing.governed()
                    ? unchanged()
                    : accept(new UserEvent.Governed(govern.governance(), govern.number()));
        }
        if (command instanceof UserCommand.Terminate) {
            return accept(new UserEvent.Terminated(now));
        }
        throw new AssertionError(command);
    }

    private static boolean isDerived(Account user, SuspensionCause cause) {
        return cause == SuspensionCause.EXPIRED
                || cause == SuspensionCause.PARENT_SUSPENDED
                || cause == SuspensionCause.CUSTOMER_DISABLED
                || (cause == SuspensionCause.NO_ACTIVE_SERVICE
                        && user.standing().needsService());
    }

    private static Decision<UserEvent> prolong(Account user, UserCommand.Prolong prolong, Instant now) {
        if (!(user.origin() instanceof UserOrigin.Temporary temporary)) {
            return refuse(CONFLICT, "origin");
        }
        if (temporary.expiresAt().equals(prolong.expiresAt())) {
            return unchanged();
        }
        UserEvent prolonged = new UserEvent.Prolonged(prolong.expiresAt());
        boolean revives = user.standing().causes().contains(SuspensionCause.EXPIRED)
                && prolong.expiresAt().isAfter(now);
        return revives ? accept(List.of(prolonged, new UserEvent.Resumed(SuspensionCause.EXPIRED))) : accept(prolonged);
    }

    static Decision<UserEvent> decide(Account user, UserCommand.OfClients command, Instant now) {
        Clients clients = user.clients();
        if (command instanceof UserCommand.SignIn signIn) {
            if (user.manifest().status() != Manifest.Status.ACTIVE) {
                return refuse(FORBIDDEN, "suspended");
            }
            Clients.Installation known = clients.installations().get(signIn.installation());
            return known != null && known.environment() == signIn.environment()
                    ? unchanged()
                    : accept(new UserEvent.SignedIn(signIn.environment(), signIn.installation(), now));
        }
        if (command instanceof UserCommand.EndInstallation end) {
            return clients.installations().containsKey(end.installation())
                    ? accept(new UserEvent.InstallationEnded(end.installation()))
                    : refuse(UNKNOWN_ENTITY, "installation");
        }
        if (command instanceof UserCommand.Synchronize synchronize) {
            boolean done =
                    clients.installations().isEmpty() || synchronize.operation().equals(clients.latest());
            return done ? unchanged() : accept(new UserEvent.SynchronizationAsked(synchronize.operation()));
        }
        if (command instanceof UserCommand.Verify verify) {
            return clients.owes(verify.installation(), verify.operation())
                    ? accept(new UserEvent.InstallationVerified(verify.installation()))
                    : unchanged();
        }
        throw new AssertionError(command);
    }
}
