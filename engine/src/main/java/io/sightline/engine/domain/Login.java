package io.sightline.engine.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * A login name. At any time one user holds it or nobody does, however many ask at once: each name is one entity, and an entity
 * decides one command after another.
 */
public sealed interface Login extends Entity<LoginCommand, LoginEvent, Login> {

    LoginId id();

    static Login free(LoginId id) {
        return new Free(id);
    }

    default Optional<UserId> holder() {
        return this instanceof Held held ? Optional.of(held.user()) : Optional.empty();
    }

    /** Nobody's. */
    record Free(LoginId id) implements Login {

        @Override
        public Decision<LoginEvent> decide(LoginCommand command, Instant now) {
            if (command instanceof LoginCommand.Reserve reserve) {
                return Held.reserve(reserve);
            }
            return Decision.unchanged();
        }

        @Override
        public Login apply(LoginEvent event, long revision) {
            return event instanceof LoginEvent.Reserved reserved
                    ? new Held(id, reserved.user(), reserved.claim())
                    : this;
        }
    }

    /** One user's. */
    record Held(LoginId id, UserId user, String claim) implements Login {

        private static final int CLAIM = 128;

        private static Decision<LoginEvent> reserve(LoginCommand.Reserve reserve) {
            return reserve.claim().isBlank() || reserve.claim().length() > CLAIM
                    ? Decision.refuse(Refusal.INVALID, "claim")
                    : Decision.accept(new LoginEvent.Reserved(reserve.user(), reserve.claim()));
        }

        @Override
        public Decision<LoginEvent> decide(LoginCommand command, Instant now) {
            if (command instanceof LoginCommand.Reserve reserve) {
                if (!reserve.user().equals(user)) {
                    return Decision.refuse(Refusal.LOGIN_TAKEN, "login");
                }
                return reserve.claim().equals(claim) ? Decision.unchanged() : reserve(reserve);
            }
            if (command instanceof LoginCommand.Release release) {
                return release.user().equals(user) && release.claim().equals(claim)
                        ? Decision.accept(new LoginEvent.Released())
                        : Decision.unchanged();
            }
            throw new AssertionError(command);
        }

        @Override
        public Login apply(LoginEvent event, long revision) {
            if (event instanceof LoginEvent.Reserved reserved) {
                return new Held(id, reserved.user(), reserved.claim());
            }
            return new Free(id);
        }
    }
}
