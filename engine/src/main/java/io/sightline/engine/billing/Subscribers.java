package io.sightline.engine.billing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.domain.Login;
import io.sightline.engine.domain.LoginId;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.runtime.Engine;
import org.jspecify.annotations.Nullable;

/**
 * Finds the user of a login. Remembers a bounded number of answers; a remembered one counts only if the user, who is asked in
 * any case, still says that the login is its own. Thread-safe.
 */
final class Subscribers {

    private static final int REMEMBERED = 100_000;

    private final Engine engine;
    private final BillingKeys keys;
    private final Map<LoginId, UserId> remembered = new LinkedHashMap<>(1_024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<LoginId, UserId> eldest) {
            return size() > REMEMBERED;
        }
    };

    Subscribers(Engine engine, BillingKeys keys) {
        this.engine = engine;
        this.keys = keys;
    }

    CompletionStage<Optional<Subject.OfUser>> find(Personal login) {
        return find(keys.login(login.text()));
    }

    /** The user who has the login, also after its termination, until another user takes the login. */
    CompletionStage<Optional<Subject.OfUser>> find(LoginId login) {
        UserId user = recall(login);
        if (user == null) {
            return look(login);
        }
        // A terminated user may have lost its login to another one without having been told.
        return read(user)
                .thenCompose(found -> found.isPresent()
                                && holds(found.get(), login)
                                && !found.get().account().standing().terminated()
                        ? CompletableFuture.completedStage(found)
                        : look(login));
    }

    private CompletionStage<Optional<Subject.OfUser>> look(LoginId login) {
        return engine.read(login.ref(), Login.class).thenCompose(read -> {
            Optional<UserId> holder = read.state().holder();
            if (holder.isEmpty()) {
                forget(login);
                return CompletableFuture.completedStage(Optional.empty());
            }
            return read(holder.get()).thenApply(found -> {
                Optional<Subject.OfUser> owner = found.filter(user -> holds(user, login));
                owner.ifPresent(user -> remember(login, user.account().id()));
                return owner;
            });
        });
    }

    /** A user as it stands, if it was ever created. */
    CompletionStage<Optional<Subject.OfUser>> read(UserId user) {
        return engine.read(user.ref(), User.class)
                .thenApply(read -> read.state().account().map(account -> new Subject.OfUser(account, read.revision())));
    }

    private static boolean holds(Subject.OfUser user, LoginId login) {
        return user.account().login().id().equals(login);
    }

    /** Who had the login when somebody last looked; null when that is not remembered. */
    @Nullable
    UserId recall(LoginId login) {
        synchronized (remembered) {
            return remembered.get(login);
        }
    }

    private void remember(LoginId login, UserId user) {
        synchronized (remembered) {
            remembered.put(login, user);
        }
    }

    private void forget(LoginId login) {
        synchronized (remembered) {
            remembered.remove(login);
        }
    }
}
