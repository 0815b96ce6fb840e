package io.sightline.node;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.sightline.engine.billing.BillingKeys;
import io.sightline.engine.billing.Passwords;
import io.sightline.engine.billing.Secret;
import io.sightline.engine.domain.AdministratorId;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Staff;
import io.sightline.engine.domain.StaffCommand;
import io.sightline.engine.runtime.Assurance;
import io.sightline.engine.runtime.Engine;
import io.sightline.engine.runtime.Versioned;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.pattern.Patterns;

/**
 * The administrator whom the very first start of a store makes, with every right and a password made by chance. The staff is the
 * first entity that a new node asks for, so it is asked again while the shards are still finding their place.
 */
final class FirstAdministrator {

    static final String LOGIN = "admin";

    private static final AdministratorId ID = new AdministratorId("a.first");
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 20;
    private static final int ATTEMPTS = 12;
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final ActorSystem<?> system;
    private final Engine engine;
    private final BillingKeys keys;
    private final Passwords passwords;
    private final String password = password();

    FirstAdministrator(ActorSystem<?> system, Engine engine, BillingKeys keys, Passwords passwords) {
        this.system = system;
        this.engine = engine;
        this.keys = keys;
        this.passwords = passwords;
    }

    /** The password, known this once; empty when there was an administrator before this start. */
    CompletionStage<Optional<String>> create() {
        return patiently(this::founded)
                .thenCompose(founded -> founded
                        ? CompletableFuture.completedStage(Optional.empty())
                        : passwords.hash(new Secret(password)).thenCompose(hash -> patiently(() -> found(hash.phc()))));
    }

    private CompletionStage<Boolean> founded() {
        return staff().thenApply(Staff::founded);
    }

    private CompletionStage<Staff> staff() {
        return engine.<Staff>read(Staff.REF, Staff.class).thenApply(Versioned::state);
    }

    /** An attempt whose outcome stayed unknown may have been the one that counts; the hash tells. */
    private CompletionStage<Optional<String>> found(String hash) {
        return engine.send(
                        Staff.REF,
                        new StaffCommand.Found(ID, keys.login(LOGIN), Personal.of(LOGIN), hash),
                        Assurance.PERSISTED)
                .thenCompose(reply -> staff())
                .thenApply(staff -> staff.find(ID)
                        .filter(first -> first.passwordHash().equals(hash))
                        .map(first -> password));
    }

    private <T> CompletionStage<T> patiently(Callable<CompletionStage<T>> attempt) {
        return Patterns.retry(attempt, ATTEMPTS, BETWEEN, system.classicSystem());
    }

    private static String password() {
        SecureRandom random = new SecureRandom();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
