package io.sightline.engine.signin;

import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.Decision;
import io.sightline.engine.domain.Entity;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Epoch;
import io.sightline.engine.domain.Event;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.domain.Login;
import io.sightline.engine.domain.LoginClaim;
import io.sightline.engine.domain.LoginCommand;
import io.sightline.engine.domain.LoginId;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Profile;
import io.sightline.engine.domain.User;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import io.sightline.engine.domain.UserOrigin;
import io.sightline.engine.runtime.Assurance;
import io.sightline.engine.runtime.Engine;
import io.sightline.engine.runtime.Reply;
import io.sightline.engine.runtime.Versioned;
import org.jspecify.annotations.Nullable;

/** Logins and users under their real rules, in one map without actors, duties or a journal. Counts what is read. Thread-safe. */
public final class Residents implements Engine {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final Map<EntityRef, Versioned<?>> entities = new HashMap<>();
    private int reads;
    private long epochs;

    /** The id tests give a login name. */
    public static LoginId login(String name) {
        return new LoginId(HexFormat.of().formatHex(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    /** Lets somebody move in who holds this login. */
    public synchronized UserId moveIn(String id, String login, String passwordHash) {
        UserId user = new UserId(id);
        LoginId name = login(login);
        tell(name.ref(), new LoginCommand.Reserve(user, "claim-" + id));
        tell(
                user.ref(),
                new UserCommand.Create(
                        Epoch.of(++epochs),
                        new LoginClaim(name, "claim-" + id, Personal.of(login)),
                        new UserOrigin.Billing(),
                        Profile.of("b2c"),
                        passwordHash,
                        Set.of(),
                        false));
        return user;
    }

    /** Carries out a command that must succeed. */
    public synchronized void tell(EntityRef entity, Command command) {
        if (decide(entity, command) instanceof Reply.Refused refused) {
            throw new IllegalStateException(refused.toString());
        }
    }

    public synchronized Account account(UserId user) {
        return ((User) entity(user.ref()).state()).account().orElseThrow();
    }

    public synchronized int reads() {
        return reads;
    }

    @Override
    public synchronized CompletionStage<Reply> send(
            EntityRef entity, List<? extends Command> commands, @Nullable Long expected, Assurance assurance) {
        if (commands.size() != 1 || expected != null) {
            throw new IllegalArgumentException("Signing in asks for one thing at a time");
        }
        return CompletableFuture.completedStage(decide(entity, commands.get(0)));
    }

    @Override
    @SuppressWarnings("unchecked")
    public synchronized <S> CompletionStage<Versioned<S>> read(EntityRef entity, Class<S> type) {
        reads++;
        return CompletableFuture.completedStage((Versioned<S>) entity(entity));
    }

    private Versioned<?> entity(EntityRef ref) {
        return entities.computeIfAbsent(
                ref,
                absent -> new Versioned<>(
                        absent.kind() == Kind.LOGIN
                                ? Login.free(new LoginId(absent.id()))
                                : User.absent(new UserId(absent.id())),
                        0));
    }

    private Reply decide(EntityRef ref, Command command) {
        return ref.kind() == Kind.LOGIN
                ? decide(ref, (Login) entity(ref).state(), (LoginCommand) command)
                : decide(ref, (User) entity(ref).state(), (UserCommand) command);
    }

    private <C extends Command, E extends Event, S extends Entity<C, E, S>> Reply decide(
            EntityRef ref, S state, C command) {
        Decision<E> decision = state.decide(command, NOON);
        if (decision instanceof Decision.Refused<E> refused) {
            return new Reply.Refused(ref, refused.refusal(), refused.detail());
        }
        S next = state;
        long revision = entity(ref).revision();
        boolean changed = false;
        for (E event : ((Decision.Accepted<E>) decision).events()) {
            next = next.apply(event, ++revision);
            changed = true;
        }
        entities.put(ref, new Versioned<>(next, revision));
        return new Reply.Done(ref, revision, changed);
    }
}
