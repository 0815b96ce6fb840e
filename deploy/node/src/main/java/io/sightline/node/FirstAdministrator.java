package io.sightline.node;

import java.security.SecureRandom;
import java.util.Optional;
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
import io.sightline.engine.runtime.Reply;

/** The administrator whom the very first start of a store makes, with every right and a password made by chance. */
final class FirstAdministrator {

    static final String LOGIN = "admin";

    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 20;

    private FirstAdministrator() {}

    /** The password, known this once; empty when there ever was an administrator. */
    static CompletionStage<Optional<String>> create(Engine engine, BillingKeys keys, Passwords passwords) {
        return engine.<Staff>read(Staff.REF, Staff.class).thenCompose(at -> {
            if (at.state().founded()) {
                return CompletableFuture.completedStage(Optional.empty());
            }
            String password = password();
            return passwords
                    .hash(new Secret(password))
                    .thenCompose(hash -> engine.send(
                            Staff.REF,
                            new StaffCommand.Found(
                                    new AdministratorId("a.first"), keys.login(LOGIN), Personal.of(LOGIN), hash.phc()),
                            Assurance.PERSISTED))
                    .thenApply(reply -> reply instanceof Reply.Done ? Optional.of(password) : Optional.<String>empty());
        });
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
