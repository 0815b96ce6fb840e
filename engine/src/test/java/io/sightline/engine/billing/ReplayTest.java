package io.sightline.engine.billing;

import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.Outcome;
import io.sightline.engine.domain.Receipt;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.RequestId;
import io.sightline.engine.domain.SuspensionCause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** When a logged request is carried out after all, and when nothing comes of it. */
class ReplayTest {

    private Town town = new Town();

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void carriesOutWhatWasKeptForWantOfTheLogin() {
        ObjectNode create = town.newEntity("ada");
        ObjectNode pause = town.request("pause_entity", "login", "ada").put("system", "crm");
        assertThat(town.send(pause).outcome()).isEqualTo(Outcome.KEPT);
        town.given(create);

        BillingResult result = sent(pause);

        assertThat(result.outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(town.account("ada").standing().causes()).containsExactly(SuspensionCause.BILLING_PAUSE);
    }

    @Test
    void isARequestOfItsOwnInThePlaceOfTheFirst() {
        ObjectNode create = town.newEntity("ada");
        ObjectNode pause = town.request("pause_entity", "login", "ada").put("system", "crm");
        town.send(pause);
        town.given(create);
        RequestLog.Row first = row("r2");

        BillingResult result = sent(pause);

        assertThat(result.request()).hasToString("replay.0." + first.position().number() + ".r2");
        Receipt receipt = town.account("ada").requests().find(result.request()).orElseThrow();
        assertThat(receipt.request().order().occurredAt())
                .isEqualTo(town.read(pause).order().occurredAt());
        assertThat(row(result.request().value()).settlement())
                .extracting(RequestLog.Settlement::outcome)
                .isEqualTo(Outcome.APPLIED);
        assertThat(document(result.request().value()))
                .isEqualTo(document("r2").replace("\"r2\"", "\"" + result.request() + "\""));
        assertThat(row("r2")).as("what became of the first stands").isEqualTo(first);
    }

    @Test
    void itsIdNamesTheRowAndIsNeverTooLong() {
        ObjectNode pause = town.request("pause_entity", "login", "ada").put("requestId", "x".repeat(64));
        town.send(pause);
        String first = sent(pause).request().value();
        RequestLog.Position again = row(first).position();

        RequestId second = ((Replay.Sent) replay(again)).result().request();

        assertThat(first).hasSize(64).contains(".xxx");
        assertThat(second.value()).hasSize(64).startsWith("replay.0." + again.number() + ".xxx");
    }

    @Test
    void carriesOutWhatWasRejectedOnceItsCauseIsMended() {
        town.given(town.newEntity("ada"));
        ObjectNode taken = town.newEntity("ada").put("password", "of the new one");
        assertThat(town.send(taken).refusal()).isEqualTo(Refusal.LOGIN_TAKEN);
        town.given(town.request("update_login", "login", "ada", "newLogin", "lovelace"));

        assertThat(sent(taken).outcome()).isEqualTo(Outcome.APPLIED);

        Account ada = town.account("ada");
        assertThat(ada.manifest().status()).isEqualTo(Manifest.Status.ACTIVE);
        assertThat(ada.id()).isNotEqualTo(town.account("lovelace").id());
        assertThat(Town.await(
                        town.passwords.matches(new Secret("of the new one"), new PasswordHash(ada.passwordHash()))))
                .as("the password it was sent with")
                .isTrue();
    }

    @Test
    void setsThePasswordThatCameForALoginNobodyHad() {
        ObjectNode create = town.newEntity("ada");
        ObjectNode change = town.request("update_password", "login", "ada", "password", "Corr3ct horse");
        town.send(change);
        town.given(create);

        assertThat(sent(change).outcome()).isEqualTo(Outcome.APPLIED);

        PasswordHash hash = new PasswordHash(town.account("ada").passwordHash());
        assertThat(Town.await(town.passwords.matches(new Secret("Corr3ct horse"), hash)))
                .isTrue();
    }

    @Test
    void carriesOutWhatWasStoppedOnceProvisioningIsOn() {
        Town stopped = Town.withoutProvisioning();
        close();
        town = stopped;
        town.given(town.newEntity("ada"));
        ObjectNode attach = town.attach("ada", Town.MAC, "T1-1");
        assertThat(town.send(attach).outcome()).isEqualTo(Outcome.STOPPED);
        town.start(Town.NOON, new BillingSettings(true, Map.of(), Set.of()));

        assertThat(sent(attach).outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(town.account("ada").grants().cameras())
                .containsOnlyKeys(town.cameraOn(Town.MAC).id());
    }

    @Test
    void changesNothingOnceSomethingNewerWasApplied() {
        ObjectNode create = town.newEntity("ada");
        ObjectNode pause = town.request("pause_entity", "login", "ada");
        town.send(pause);
        town.given(create);
        assertThat(town.send(town.request("unpause_entity", "login", "ada")).outcome())
                .isEqualTo(Outcome.NO_OP);

        assertThat(sent(pause).outcome()).isEqualTo(Outcome.SUPERSEDED);
        assertThat(town.account("ada").standing().causes()).isEmpty();
    }

    @Test
    void bringsNobodyBackWhoHasLeftSince() {
        town.given(town.newEntity("ada"));
        ObjectNode again = town.newEntity("ada");
        town.send(again);
        town.given(town.request("terminate_entity", "login", "ada"));

        assertThat(sent(again).outcome()).isEqualTo(Outcome.SUPERSEDED);
        assertThat(town.account("ada").manifest().status()).isEqualTo(Manifest.Status.ENDED);
    }

    @Test
    void isSentOnceHoweverOftenItIsAskedFor() {
        ObjectNode create = town.newEntity("ada");
        ObjectNode pause = town.request("pause_entity", "login", "ada");
        town.send(pause);
        town.given(create);
        sent(pause);
        long events = town.entities.events();

        Replay.Sent again = (Replay.Sent) replay(row("r2").position());

        assertThat(again.result().outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(again.result().first()).isEqualTo(Outcome.APPLIED);
        assertThat(again.isSpent()).isFalse();
        assertThat(town.entities.events()).isEqualTo(events);
    }

    @Test
    void oneThatFailedTooIsReplayedItself() {
        town.given(town.newEntity("ada"));
        town.given(town.newEntity("bob"));
        ObjectNode rename = town.request("update_login", "login", "ada", "newLogin", "bob");
        town.send(rename);
        BillingResult failed = sent(rename);
        assertThat(failed.outcome()).isEqualTo(Outcome.REJECTED);
        RequestLog.Position itself = row(failed.request().value()).position();
        town.given(town.request("update_login", "login", "bob", "newLogin", "rob"));

        assertThat(((Replay.Sent) replay(row("r3").position())).isSpent()).isTrue();
        Replay.Sent again = (Replay.Sent) replay(itself);

        assertThat(again.result().outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(town.account("bob").requests().find(new RequestId("r3"))).isPresent();
    }

    @Test
    void refusesWhatNeedsNoReplay() {
        ObjectNode create = town.newEntity("ada");
        ObjectNode late = town.request("unpause_entity", "login", "ada").put("requestId", "late");
        town.given(create);
        town.send(create.deepCopy());
        town.given(town.request("pause_entity", "login", "ada").put("requestId", "pause"));
        town.send(town.request("pause_entity", "login", "ada").put("requestId", "paused"));
        town.send(late);
        town.send(town.request("promote_entity", "login", "ada").put("requestId", "unknown"));

        assertThat(refused(row("pause"))).isEqualTo(Replay.Obstacle.APPLIED);
        assertThat(refused(row("paused"))).isEqualTo(Replay.Obstacle.APPLIED);
        assertThat(refused(row("late"))).isEqualTo(Replay.Obstacle.SUPERSEDED);
        assertThat(refused(row("unknown"))).isEqualTo(Replay.Obstacle.UNKNOWN_TYPE);
        assertThat(rows())
                .filteredOn(row -> row.entry().id().equals(new RequestId("r1")))
                .extracting(this::refused)
                .containsExactly(Replay.Obstacle.DUPLICATE, Replay.Obstacle.APPLIED);
    }

    @Test
    void refusesWhatIsStillUnderWay() {
        RequestLog.Row kept = row(town.request("pause_entity", "login", "ada"));
        RequestLog.Position open =
                Town.await(town.log.append(List.of(kept.entry()))).get(0);

        assertThat(replay(open)).isEqualTo(new Replay.Refused(Replay.Obstacle.UNDER_WAY));
    }

    @Test
    void refusesWhatWasErasedAndDoesNotKnowWhatWasNeverThere() {
        RequestLog.Row kept = row(town.request("pause_entity", "login", "ada"));
        Town.await(town.log.empty(row -> true));

        assertThat(refused(kept)).isEqualTo(Replay.Obstacle.ERASED);
        assertThat(replay(new RequestLog.Position(0, 1))).isEqualTo(new Replay.Unknown());
    }

    /** Replays what was sent last under the id of a request, and expects it to be sent. */
    private BillingResult sent(ObjectNode request) {
        Replay replay = replay(row(request.get("requestId").asText()).position());
        assertThat(replay).isInstanceOf(Replay.Sent.class);
        return ((Replay.Sent) replay).result();
    }

    private Replay.Obstacle refused(RequestLog.Row row) {
        return ((Replay.Refused) replay(row.position())).obstacle();
    }

    private Replay replay(RequestLog.Position position) {
        return Town.await(town.billing.replay(position));
    }

    /** The row of a request that is sent for it. */
    private RequestLog.Row row(ObjectNode request) {
        town.send(request);
        return row(request.get("requestId").asText());
    }

    private RequestLog.Row row(String id) {
        return rows().stream()
                .filter(row -> row.entry().id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<RequestLog.Row> rows() {
        return Town.await(town.log.page(null, 100)).rows();
    }

    private String document(String id) {
        return town.logged.document(row(id));
    }
}
