package io.sightline.engine.billing;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PasswordsTest {

    @Test
    void theRecommendedCostStandsInTheHash() {
        try (Passwords passwords = new Passwords(PasswordSettings.RECOMMENDED)) {
            PasswordHash hash = Town.await(passwords.hash(new Secret("Corr3ct horse")));

            assertThat(hash.phc()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
            assertThat(Town.await(passwords.matches(new Secret("Corr3ct horse"), hash)))
                    .isTrue();
            assertThat(Town.await(passwords.matches(new Secret("correct horse"), hash)))
                    .isFalse();
        }
    }

    @Test
    void checksAHashOfAnotherCost() {
        try (Passwords cheap = new Passwords(new PasswordSettings(8, 1, 1, 1, 1));
                Passwords dear = new Passwords(new PasswordSettings(64, 3, 1, 1, 1))) {
            PasswordHash hash = Town.await(cheap.hash(new Secret("p")));

            assertThat(Town.await(dear.matches(new Secret("p"), hash))).isTrue();
        }
    }

    @Test
    void sendsAwayWhatDoesNotFitTheQueue() {
        try (Passwords passwords = new Passwords(new PasswordSettings(19 * 1_024, 2, 1, 1, 2))) {
            List<CompletableFuture<PasswordHash>> all = IntStream.range(0, 20)
                    .mapToObj(i -> passwords.hash(new Secret("p")).toCompletableFuture())
                    .toList();

            assertThat(all).anySatisfy(each -> assertThat(each).isCompletedExceptionally());
            assertThatThrownBy(() -> all.forEach(CompletableFuture::join))
                    .hasCauseInstanceOf(PasswordsBusyException.class);
        }
    }

    @Test
    void neitherSecretsNorHashesPrintThemselves() {
        assertThat(new Secret("p").toString() + new PasswordHash("$argon2id$")).isEqualTo("******");
    }
}
