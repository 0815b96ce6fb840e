package io.sightline.api.admin;

import java.util.Optional;
import java.util.Set;

import io.sightline.engine.access.ApiKey;
import io.sightline.engine.access.Sight;
import io.sightline.engine.audit.Actor;
import io.sightline.engine.domain.AdministratorId;
import io.sightline.engine.domain.InstallationId;
import io.sightline.engine.domain.UserId;

/** Whoever sends a call. */
sealed interface Caller {

    /** The same for each call of one caller and of no other: rates and repeated requests are known by it. */
    String id();

    /** Who answers for the call in the audit. */
    Actor actor();

    /** The codes of what it may do. */
    Set<String> scopes();

    /** What it may do that to. */
    Sight sight();

    /** The user it acts as, if it is one; it may then call only routes marked as a user's own. */
    default Optional<UserId> subject() {
        return Optional.empty();
    }

    /** The user for whom somebody else acts. */
    default Optional<UserId> actsFor() {
        return Optional.empty();
    }

    /** Why an administrator acts as the user, in the administrator's words. */
    default Optional<String> reason() {
        return Optional.empty();
    }

    default boolean may(Scope scope) {
        return scopes().contains(scope.code());
    }

    /** A machine with a key. */
    record Key(ApiKey key) implements Caller {

        @Override
        public String id() {
            return key.id();
        }

        @Override
        public Actor actor() {
            return new Actor(Actor.Kind.KEY, key.id());
        }

        @Override
        public Set<String> scopes() {
            return key.scopes();
        }

        @Override
        public Sight sight() {
            return Sight.everything();
        }
    }

    /**
     * A person with a session.
     *
     * @param session the session's public id; what it gave rise to ends with it
     * @param needsPassword whether a new password has to be set first; then there are no scopes
     */
    record Administrator(String id, String session, Set<String> scopes, Sight sight, boolean needsPassword)
            implements Caller {

        public Administrator {
            scopes = Set.copyOf(scopes);
        }

        Administrator(String id, String session, Set<String> scopes, Sight sight) {
            this(id, session, scopes, sight, false);
        }

        AdministratorId administrator() {
            return new AdministratorId(id);
        }

        @Override
        public Actor actor() {
            return new Actor(Actor.Kind.ADMINISTRATOR, id);
        }
    }

    /**
     * A user, for whom an administrator acts.
     *
     * @param acting the acting's public id
     * @param scopes what may be done as the user; own routes need theirs like any other
     */
    record User(UserId user, Administrator administrator, String acting, String because, Set<String> scopes)
            implements Caller {

        public User {
            scopes = Set.copyOf(scopes);
        }

        @Override
        public String id() {
            return "user:" + user + ":" + administrator.id();
        }

        @Override
        public Actor actor() {
            return administrator.actor();
        }

        /** Everything: which of it is the user's own is for its routes to say. */
        @Override
        public Sight sight() {
            return Sight.everything();
        }

        @Override
        public Optional<UserId> subject() {
            return Optional.of(user);
        }

        @Override
        public Optional<UserId> actsFor() {
            return Optional.of(user);
        }

        @Override
        public Optional<String> reason() {
            return Optional.of(because);
        }
    }

    /**
     * A user in person, signed in at the client plane.
     *
     * @param installation with which
     * @param scopes of the routes that are a user's own
     */
    record EndUser(UserId user, InstallationId installation, Set<String> scopes) implements Caller {

        public EndUser {
            scopes = Set.copyOf(scopes);
        }

        @Override
        public String id() {
            return "user:" + user;
        }

        @Override
        public Actor actor() {
            return new Actor(Actor.Kind.USER, user.value());
        }

        /** Everything: which of it is the user's own is for its routes to say. */
        @Override
        public Sight sight() {
            return Sight.everything();
        }

        @Override
        public Optional<UserId> subject() {
            return Optional.of(user);
        }
    }
}
