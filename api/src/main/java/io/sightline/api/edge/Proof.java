package io.sightline.api.edge;

import io.sightline.engine.billing.Secret;

/** By what somebody asks for a token. None of it is ever printed. */
sealed interface Proof {

    /** A user, by login and password. */
    record Password(String login, Secret password) implements Proof {
        @Override
        public String toString() {
            return "Password";
        }
    }

    /** An administrator who acts for a user, by the token of that acting. */
    record Acting(Secret token) implements Proof {
        @Override
        public String toString() {
            return "Acting";
        }
    }
}
