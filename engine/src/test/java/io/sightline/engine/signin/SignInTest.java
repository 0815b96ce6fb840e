package io.sightline.engine.signin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.sightline.engine.billing.PasswordSettings;
import io.sightline.engine.billing.Passwords;
import io.sightline.engine.billing.Secret;
import io.sightline.engine.domain.Environment;
import io.sightline.engine.domain.InstallationId;
import io.sightline.engine.domain.LoginCommand;
import io.sightline.engine.domain.SuspensionCause;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.domain.UserId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SignInTest {

    private static final InstallationId PHONE = new InstallationId("phone-0001");

    private final Residents residents = new Residents();
    private final Passwords passwords = new Passwords(new PasswordSettings(1_024, 1, 1, 1, 4));
    private final SignIn signIn = await(SignIn.prepare(passwords)).apply(residents);
    private final UserId ada = residents.moveIn("ada", "ada@example.org", hash("Right-1234"));

    @AfterEach
    void close() {
        passwords.close();
    }

    @Test
    void acceptsTheRightPasswordAndKnowsTheInstallationFromThenOn() {
        assertThat(attempt("ada@example.org", "Right-1234"))
                .isEqualTo(new Verdict.Accepted(
                        ada, residents.account(ada).manifest().credentials()));
        assertThat(residents.account(ada).clients().installations()).containsOnlyKeys(PHONE);
    }

    @Test
    void answersAWrongPasswordAndAnUnknownLoginAlike() {
        assertThat(attempt("ada@example.org", "Wrong-1234")).isEqualTo(attempt("nobody", "Right-1234"));
        assertThat(residents.account(ada).clients().installations()).isEmpty();
    }

    @Test
    void readsAsMuchForAnUnknownLoginAsForAKnownOne() {
        attempt("ada@example.org", "Wrong-1234");
        int known = residents.reads();
        attempt("nobody", "Wrong-1234");
        assertThat(residents.reads() - known).isEqualTo(known);
    }

    @Test
    void takesAsLongForAnUnknownLoginAsForAWrongPassword() {
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            known.add(nanos("ada@example.org"));
            unknown.add(nanos("nobody"));
        }
        // The quickest of each: what a busy machine adds is not the sign-in's.
        double ratio = (double) Collections.min(unknown) / Collections.min(known);
        assertThat(ratio).isBetween(0.67, 1.5);
    }

    @Test
    void tellsOfASuspensionOnlyToWhoeverHasThePassword() {
        residents.tell(ada.ref(), new UserCommand.Suspend(SuspensionCause.ADMIN_DISABLED));
        assertThat(attempt("ada@example.org", "Right-1234")).isEqualTo(new Verdict.Suspended());
        assertThat(attempt("ada@example.org", "Wrong-1234")).isEqualTo(new Verdict.Wrong());
    }

    @Test
    void knowsNobodyWhoHasBeenTerminated() {
        residents.tell(ada.ref(), new UserCommand.Terminate());
        assertThat(attempt("ada@example.org", "Right-1234")).isEqualTo(new Verdict.Wrong());
    }

    @Test
    void refusesALoginThatItsUserNoLongerHolds() {
        residents.tell(Residents.login("former").ref(), new LoginCommand.Reserve(ada, "left behind"));
        assertThat(attempt("former", "Right-1234")).isEqualTo(new Verdict.Wrong());
    }

    @Test
    void takesANewPasswordAndAHigherCredentialsNumberAfterAChange() {
        long before = residents.account(ada).manifest().credentials();
        residents.tell(ada.ref(), new UserCommand.ChangePassword(hash("Other-1234")));
        assertThat(attempt("ada@example.org", "Right-1234")).isEqualTo(new Verdict.Wrong());
        assertThat(attempt("ada@example.org", "Other-1234")).isEqualTo(new Verdict.Accepted(ada, before + 1));
    }

    @Test
    void isBusyWhenMorePasswordsWaitThanMay() {
        List<CompletableFuture<Verdict>> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(signIn.attempt(of("ada@example.org", "Wrong-1234")).toCompletableFuture());
        }
        assertThat(all.stream().map(CompletableFuture::join).toList())
                .contains(new Verdict.Busy(), new Verdict.Wrong());
    }

    @Test
    void printsNoPassword() {
        assertThat(of("ada@example.org", "Right-1234").toString()).doesNotContain("Right", "ada@");
    }

    private long nanos(String login) {
        long start = System.nanoTime();
        attempt(login, "Wrong-1234");
        return System.nanoTime() - start;
    }

    private Verdict attempt(String login, String password) {
        return await(signIn.attempt(of(login, password)));
    }

    private static Attempt of(String login, String password) {
        return new Attempt(Residents.login(login), new Secret(password), Environment.MOBILE, PHONE);
    }

    private String hash(String password) {
        return await(passwords.hash(new Secret(password))).phc();
    }

    private static <T> T await(java.util.concurrent.CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
