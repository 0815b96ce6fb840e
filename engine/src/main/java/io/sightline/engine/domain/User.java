package io.sightline.engine.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * A user of any kind. Until its first event it is {@link Absent}; from then on, also after its termination, it is an
 * {@link Account}, and when it was erased and its events are removed, {@link Buried}. An id is never used for another user.
 */
public sealed interface User extends Entity<UserCommand, UserEvent, User> permits User.Absent, User.Buried, Account {

    UserId id();

    static User absent(UserId id) {
        return new Absent(id);
    }

    default Optional<Account> account() {
        return this instanceof Account account ? Optional.of(account) : Optional.empty();
    }

    /** A user who was never created. */
    record Absent(UserId id) implements User {

        private static final int PASSWORD_HASH = 512;

        @Override
        public Decision<UserEvent> decide(UserCommand command, Instant now) {
            if (command instanceof UserCommand.Create create) {
                return create(create, now);
            }
            if (command instanceof UserCommand.Bill bill && bill.effect() instanceof UserCommand.Create create) {
                return bill(bill, create, now);
            }
            if (command instanceof UserCommand.Bury) {
                return Decision.accept(new UserEvent.Buried(now));
            }
            if (command instanceof SourceCommand.RemoveDevice) {
                return Decision.unchanged();
            }
            return Decision.refuse(Refusal.UNKNOWN_ENTITY, "user");
        }

        private Decision<UserEvent> bill(UserCommand.Bill bill, UserCommand.Create create, Instant now) {
            Decision<UserEvent> decision = create(create, now);
            return decision instanceof Decision.Accepted<UserEvent> accepted
                    ? Decision.accept(new UserEvent.Billed(
                            new Receipt(bill.request(), Outcome.APPLIED, "", now), accepted.events()))
                    : decision;
        }

        private Decision<UserEvent> create(UserCommand.Create create, Instant now) {
            Optional<String> fault = fault(create, now);
            if (fault.isPresent()) {
                return Decision.refuse(Refusal.INVALID, fault.get());
            }
            return Decision.accept(new UserEvent.Created(
                    create.epoch(),
                    create.login(),
                    create.origin(),
                    create.profile(),
                    create.passwordHash(),
                    create.permissions(),
                    create.needsService(),
                    now));
        }

        private Optional<String> fault(UserCommand.Create create, Instant now) {
            if (!isLogin(create.login())) {
                return Optional.of("login");
            }
            if (!isPasswordHash(create.passwordHash())) {
                return Optional.of("password");
            }
            if (!Permission.areSound(create.permissions())) {
                return Optional.of("permissions");
            }
            if (create.origin() instanceof UserOrigin.Portal && !create.needsService()) {
                return Optional.of("needsService");
            }
            if (create.origin() instanceof UserOrigin.Platform platform) {
                if (!Registration.isAddress(create.login().text().text())) {
                    return Optional.of("login");
                }
                Optional<String> fault = platform.registration().fault();
                if (fault.isPresent() || !platform.mail().equals(MailProof.none())) {
                    return Optional.of(fault.orElse("mail"));
                }
            }
            if (create.origin() instanceof UserOrigin.SubUser sub
                    && sub.parent().equals(id)) {
                return Optional.of("parent");
            }
            if (create.origin() instanceof UserOrigin.Temporary temporary) {
                if (!UserOrigin.Temporary.isPriority(temporary.ptzPriority())) {
                    return Optional.of("ptzPriority");
                }
                if (!temporary.expiresAt().isAfter(now)) {
                    return Optional.of("expiresAt");
                }
            }
            return create.profile().fault();
        }

        static boolean isLogin(LoginClaim login) {
            int length = login.text().text().length();
            return length >= 1 && length <= Limits.LOGIN && !login.text().text().isBlank();
        }

        /** Whether this is a hash in PHC text and not, by mistake, a password. */
        static boolean isPasswordHash(String text) {
            return text.startsWith("$argon2id$") && text.length() <= PASSWORD_HASH;
        }

        @Override
        public User apply(UserEvent event, long revision) {
            if (event instanceof UserEvent.Created created) {
                return Account.begin(id, created, Requests.none(), revision);
            }
            if (event instanceof UserEvent.Billed billed
                    && billed.brought().get(0) instanceof UserEvent.Created created) {
                return Account.begin(id, created, Requests.none().with(billed.receipt(), billed.brought()), revision);
            }
            if (event instanceof UserEvent.Buried buried) {
                return new Buried(id, buried.at());
            }
            throw new AssertionError(event);
        }
    }

    /** A user who was erased and of whom nothing is kept but that its id is taken. */
    record Buried(UserId id, Instant at) implements User {

        @Override
        public Decision<UserEvent> decide(UserCommand command, Instant now) {
            boolean done = command instanceof UserCommand.Bury
                    || command instanceof UserCommand.Erase
                    || command instanceof SourceCommand.RemoveDevice
                    || AccountRules.isSettledByTermination(command);
            return done ? Decision.unchanged() : Decision.refuse(Refusal.GONE, "user");
        }

        @Override
        public User apply(UserEvent event, long revision) {
            return this;
        }
    }
}
