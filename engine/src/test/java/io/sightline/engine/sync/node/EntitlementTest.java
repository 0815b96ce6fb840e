package io.sightline.engine.sync.node;

import java.time.Duration;
import java.util.Map;

import io.sightline.engine.domain.InstallationId;
import io.sightline.engine.domain.Manifest;
import org.junit.jupiter.api.Test;

import static io.sightline.engine.sync.node.Town.ANNA;
import static io.sightline.engine.sync.node.Town.HOUSE;
import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of an open session when its user is paused, ends or must sign in again. */
class EntitlementTest {

    private final Anna anna = new Anna();
    private final Town town = anna.town;
    private final NaiveClient client = anna.client;

    @Test
    void hidesEverythingWhilePausedAndSendsTheDifferenceAfterwards() {
        anna.opens();
        town.status(ANNA, Manifest.Status.PAUSED);
        client.sync();
        assertThat(client.store.status).isEqualTo("paused");
        town.put(HOUSE, "cam-3", "Gate");
        client.sync();
        assertThat(client.seen).endsWith("man");
        town.pass(Duration.ofMillis(300));
        client.sync();
        assertThat(client.seen).endsWith("u");
        town.status(ANNA, Manifest.Status.ACTIVE);
        client.sync();
        assertThat(client.seen).endsWith("man", "d");
        assertThat(client.store.bases).isEqualTo(1);
        anna.isInStep();
    }

    @Test
    void endsWithTheUser() {
        anna.opens();
        town.status(ANNA, Manifest.Status.ENDED);
        client.sync();
        assertThat(client.sources).isEmpty();
        assertThat(client.error).isNotNull();
        assertThat(client.error.get("wipe").asBoolean()).isTrue();
        assertThat(client.transport.closeCode).isEqualTo(4403);
    }

    @Test
    void closesWhenTheSignInIsMadeVoid() {
        anna.opens();
        Manifest before = town.user(ANNA).manifest;
        town.manifest(
                ANNA,
                new Manifest(
                        before.epoch(), before.rev() + 1, before.status(), before.grants(), before.credentials() + 1));
        client.sync();
        assertThat(client.transport.closeCode).isEqualTo(4401);
    }

    @Test
    void wipesTheInstallationThatTheUserHasEndedAndNoOther() {
        anna.opens();
        Manifest before = town.user(ANNA).manifest;
        town.manifest(ANNA, ended(before, "another-installation", before.credentials() + 1));
        client.sync();
        assertThat(client.transport.closeCode).isZero();
        String own = client.inst;
        Manifest now = town.user(ANNA).manifest;
        town.manifest(ANNA, ended(now, own, now.credentials()));
        client.sync();
        assertThat(client.transport.closeCode).as("it has signed in since").isZero();
        now = town.user(ANNA).manifest;
        town.manifest(ANNA, ended(now, own, now.credentials() + 1));
        client.sync();
        assertThat(client.error).isNotNull();
        assertThat(client.error.get("wipe").asBoolean()).isTrue();
        assertThat(client.transport.closeCode).isEqualTo(4403);
    }

    private static Manifest ended(Manifest before, String installation, long number) {
        return new Manifest(
                before.epoch(),
                before.rev() + 1,
                before.status(),
                before.grants(),
                before.credentials(),
                Map.of(new InstallationId(installation), number));
    }

    @Test
    void closesWhenTheTokenExpiresAndTakesAFreshOneBefore() {
        client.tokenMillis = 30_000;
        anna.opens();
        town.pass(Duration.ofSeconds(20));
        client.sync();
        client.say(client.message("auth").put("token", client.token(1)));
        town.pass(Duration.ofSeconds(20));
        client.sync();
        assertThat(client.transport.closeCode).isZero();
        town.pass(Duration.ofSeconds(11));
        client.sync();
        assertThat(client.transport.closeCode).isEqualTo(4401);
    }
}
