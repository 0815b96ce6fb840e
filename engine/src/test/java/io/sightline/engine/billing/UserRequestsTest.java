package io.sightline.engine.billing;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.Account;
import io.sightline.engine.domain.LoginClaim;
import io.sightline.engine.domain.LoginCommand;
import io.sightline.engine.domain.LoginId;
import io.sightline.engine.domain.Manifest;
import io.sightline.engine.domain.Outcome;
import io.sightline.engine.domain.Permission;
import io.sightline.engine.domain.Personal;
import io.sightline.engine.domain.Receipt;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.RequestId;
import io.sightline.engine.domain.RequestType;
import io.sightline.engine.domain.SubscriberKind;
import io.sightline.engine.domain.SuspensionCause;
import io.sightline.engine.domain.UserCommand;
import io.sightline.engine.runtime.Assurance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The rules of requests about users: types, outcomes, order, repetition. */
class UserRequestsTest {

    private final Town town = new Town();

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void createsAUserWhoHasAccessAtOnce() {
        ObjectNode request = town.newEntity("ada").put("entityId", "e-1").put("contractNumber", "c-1");
        request.putArray("properties").addObject().put("type", "tariff").put("value", "gold");

        BillingResult result = town.send(request);

        Account ada = town.account("ada");
        assertThat(result.outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(result.subject()).isEqualTo(ada.id().ref());
        assertThat(result.revision()).isEqualTo(1);
        assertThat(ada.manifest().status()).isEqualTo(Manifest.Status.ACTIVE);
        assertThat(ada.profile().name()).isEqualTo(Personal.of("Name of ada"));
        assertThat(ada.profile().entityId()).isEqualTo("e-1");
        assertThat(ada.profile().properties()).containsExactly(Map.entry("tariff", Personal.of("gold")));
        assertThat(ada.profile().canUpdatePassword()).isTrue();
        assertThat(ada.permissions()).isEqualTo(Permission.defaults(SubscriberKind.INDIVIDUAL));
        assertThat(Town.await(
                        town.passwords.matches(new Secret("secret of ada"), new PasswordHash(ada.passwordHash()))))
                .isTrue();
    }

    @Test
    void letsAFirmHaveSubUsers() {
        town.given(town.newEntity("firm").put("subscriberKind", "legal"));

        assertThat(town.account("firm").permissions()).contains(Permission.SUBUSERS_MANAGE);
    }

    @Test
    void refusesALoginThatIsTakenAndRecordsItWithItsHolder() {
        town.given(town.newEntity("ada"));

        BillingResult result = town.send(town.newEntity("ada"));

        assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(result.refusal()).isEqualTo(Refusal.LOGIN_TAKEN);
        assertThat(receipts("ada")).containsOnlyKeys("r1", "r2");
        assertThat(receipt("r2").outcome()).isEqualTo(Outcome.REJECTED);
    }

    @Test
    void refusesTypesOfUserThatBillingMayNotCreate() {
        assertThat(town.send(town.newEntity("ada").put("userType", "subuser")).refusal())
                .isEqualTo(Refusal.INVALID);
        assertThat(town.isFree("ada")).isTrue();
    }

    @Test
    void pausesAndResumesAndTouchesNoOtherCause() {
        town.given(town.newEntity("ada"));

        town.given(town.request("pause_entity", "login", "ada", "reason", "debt"));
        assertThat(town.account("ada").standing().causes()).containsExactly(SuspensionCause.BILLING_PAUSE);
        assertThat(town.account("ada").manifest().status()).isEqualTo(Manifest.Status.PAUSED);
        assertThat(town.send(town.request("pause_entity", "login", "ada")).outcome())
                .isEqualTo(Outcome.NO_OP);

        town.given(town.request("unpause_entity", "login", "ada"));
        assertThat(town.account("ada").standing().causes()).isEmpty();
        assertThat(town.send(town.request("unpause_entity", "login", "ada")).outcome())
                .isEqualTo(Outcome.NO_OP);
    }

    @Test
    void oneRequestIsOneEventOfItsUser() {
        town.given(town.newEntity("ada"));
        long before = town.entities.events();

        town.given(town.request("pause_entity", "login", "ada"));

        assertThat(town.entities.events()).isEqualTo(before + 1);
    }

    @Test
    void readsNothingOnceItKnowsWhoHasTheLogin() {
        town.given(town.newEntity("ada"));
        town.given(town.request("pause_entity", "login", "ada"));
        long before = town.entities.reads();

        town.given(town.request("unpause_entity", "login", "ada"));

        assertThat(town.entities.reads()).isEqualTo(before);
        assertThat(town.account("ada").standing().causes()).isEmpty();
    }

    @Test
    void tellsTheFirstOutcomeAgain() {
        town.given(town.newEntity("ada"));
        ObjectNode pause = town.request("pause_entity", "login", "ada");
        town.given(pause);
        town.given(town.request("unpause_entity", "login", "ada"));
        long events = town.entities.events();

        BillingResult again = town.send(pause);

        assertThat(again.outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(again.first()).isEqualTo(Outcome.APPLIED);
        assertThat(town.account("ada").standing().causes()).isEmpty();
        assertThat(town.entities.events()).isEqualTo(events);
    }

    @Test
    void refusesAnIdThatCameBeforeWithAnotherBody() {
        town.given(town.newEntity("ada"));
        ObjectNode pause = town.request("pause_entity", "login", "ada");
        town.given(pause);

        BillingResult other = town.send(pause.deepCopy().put("reason", "another"));

        assertThat(other.refusal()).isEqualTo(Refusal.REQUEST_REUSED);
        assertThat(receipts("ada")).hasSize(2);
    }

    @Test
    void recordsALateRequestAndDoesNotCarryItOut() {
        town.given(town.newEntity("ada"));
        ObjectNode late = town.request("unpause_entity", "login", "ada");
        town.given(town.request("pause_entity", "login", "ada"));

        assertThat(town.send(late).outcome()).isEqualTo(Outcome.SUPERSEDED);
        assertThat(town.account("ada").standing().causes()).containsExactly(SuspensionCause.BILLING_PAUSE);
    }

    @Test
    void prefersTheSendersOwnCountToItsClock() {
        town.given(town.newEntity("ada").put("version", 1));
        ObjectNode second = town.request("pause_entity", "login", "ada").put("version", 2);
        ObjectNode third = town.request("unpause_entity", "login", "ada").put("version", 3);
        third.put("occurredAt", second.get("occurredAt").asText());
        town.send(third);

        assertThat(town.send(second).outcome()).isEqualTo(Outcome.SUPERSEDED);
        assertThat(town.account("ada").standing().causes()).isEmpty();
    }

    @Test
    void endsAUserForGood() {
        town.given(town.newEntity("ada"));
        ObjectNode terminate = town.request("terminate_entity", "login", "ada");
        town.given(terminate);

        assertThat(town.account("ada").manifest().status()).isEqualTo(Manifest.Status.ENDED);
        assertThat(town.send(terminate).outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(town.send(town.request("unpause_entity", "login", "ada")).refusal())
                .isEqualTo(Refusal.GONE);
    }

    @Test
    void givesTheLoginOfATerminatedUserToTheNextOne() {
        town.given(town.newEntity("ada"));
        Account first = town.account("ada");
        town.given(town.request("terminate_entity", "login", "ada"));

        town.given(town.newEntity("ada"));

        assertThat(town.account("ada").id()).isNotEqualTo(first.id());
        town.given(town.request("pause_entity", "login", "ada"));
        assertThat(town.account("ada").standing().causes()).containsExactly(SuspensionCause.BILLING_PAUSE);
    }

    @Test
    void aLateCreationBringsNobodyBack() {
        ObjectNode late = town.newEntity("ada");
        town.given(town.newEntity("ada"));
        town.given(town.request("terminate_entity", "login", "ada"));

        assertThat(town.send(late).outcome()).isEqualTo(Outcome.SUPERSEDED);
        assertThat(town.send(late).outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(town.account("ada").manifest().status()).isEqualTo(Manifest.Status.ENDED);
        assertThat(receipt(late.get("requestId").asText()).outcome()).isEqualTo(Outcome.SUPERSEDED);
    }

    @Test
    void changesAPasswordAndKeepsItNowhereInTheClear() {
        town.given(town.newEntity("ada"));

        town.given(town.request("update_password", "login", "ada", "password", "Corr3ct horse"));

        PasswordHash hash = new PasswordHash(town.account("ada").passwordHash());
        assertThat(Town.await(town.passwords.matches(new Secret("Corr3ct horse"), hash)))
                .isTrue();
        assertThat(Town.await(town.passwords.matches(new Secret("secret of ada"), hash)))
                .isFalse();
        assertThat(town.account("ada").toString()).doesNotContain("horse");
    }

    @Test
    void anotherPasswordUnderTheSameIdIsAnotherBody() {
        town.given(town.newEntity("ada"));
        ObjectNode change = town.request("update_password", "login", "ada", "password", "one");
        town.given(change);

        assertThat(town.send(change).outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(town.send(change.deepCopy().put("password", "two")).refusal())
                .isEqualTo(Refusal.REQUEST_REUSED);
    }

    @Test
    void renamesALoginAndKnowsTheRequestAgain() {
        town.given(town.newEntity("ada"));
        Account before = town.account("ada");
        ObjectNode rename = town.request("update_login", "login", "ada", "newLogin", "lovelace");

        town.given(rename);

        assertThat(town.account("lovelace").id()).isEqualTo(before.id());
        assertThat(town.isFree("ada")).isTrue();
        assertThat(town.send(rename).outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(town.send(town.request("pause_entity", "login", "ada")).outcome())
                .isEqualTo(Outcome.KEPT);
        town.given(town.request("pause_entity", "login", "lovelace"));
    }

    @Test
    void refusesANewLoginThatIsTakenAndKeepsTheOld() {
        town.given(town.newEntity("ada"));
        town.given(town.newEntity("bob"));

        BillingResult result = town.send(town.request("update_login", "login", "ada", "newLogin", "bob"));

        assertThat(result.refusal()).isEqualTo(Refusal.LOGIN_TAKEN);
        assertThat(town.account("ada").id()).isNotEqualTo(town.account("bob").id());
        assertThat(receipt("r3").outcome()).isEqualTo(Outcome.REJECTED);
    }

    @Test
    void doesNotReserveALoginForALateRename() {
        town.given(town.newEntity("ada"));
        ObjectNode late = town.request("update_login", "login", "ada", "newLogin", "eve");
        town.given(town.request("pause_entity", "login", "ada"));

        assertThat(town.send(late).outcome()).isEqualTo(Outcome.SUPERSEDED);
        assertThat(town.isFree("eve")).isTrue();
    }

    @Test
    void renamingToTheSameLoginIsNothingToDo() {
        town.given(town.newEntity("ada"));

        assertThat(town.send(town.request("update_login", "login", "ada", "newLogin", "ada"))
                        .outcome())
                .isEqualTo(Outcome.NO_OP);
    }

    @Test
    void aLoginThatIsOnlyReservedIsNobodysYet() {
        town.given(town.newEntity("ada"));
        LoginId eve = town.keys.login("eve");
        Town.await(town.engine.send(
                eve.ref(), new LoginCommand.Reserve(town.account("ada").id(), "later"), Assurance.PERSISTED));

        assertThat(town.send(town.request("pause_entity", "login", "eve")).outcome())
                .isEqualTo(Outcome.KEPT);
        assertThat(town.account("ada").standing().causes()).isEmpty();
    }

    @Test
    void doesNotTrustARememberedLoginThatSomebodyElseHasChanged() {
        town.given(town.newEntity("ada"));
        town.given(town.request("pause_entity", "login", "ada"));
        Account ada = town.account("ada");
        LoginId eve = town.keys.login("eve");
        LoginClaim claim = new LoginClaim(eve, "by hand", Personal.of("eve"));
        Town.await(town.engine.send(eve.ref(), new LoginCommand.Reserve(ada.id(), claim.claim()), Assurance.PERSISTED));
        Town.await(town.engine.send(ada.id().ref(), new UserCommand.ChangeLogin(claim), Assurance.PERSISTED));

        assertThat(town.send(town.request("unpause_entity", "login", "ada")).outcome())
                .isEqualTo(Outcome.KEPT);
        assertThat(town.account("eve").standing().causes()).hasSize(1);
    }

    @Test
    void keepsARequestOfALoginNobodyHasInTheSystemLogAlone() {
        BillingResult result = town.send(town.request("pause_entity", "login", "nobody"));

        assertThat(result.outcome()).isEqualTo(Outcome.KEPT);
        assertThat(result.refusal()).isEqualTo(Refusal.UNKNOWN_ENTITY);
        assertThat(town.entities.entities()).isEmpty();
        List<RequestLog.Row> rows = Town.await(town.log.page(null, 10)).rows();
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).settlement()).isNotNull().satisfies(settled -> assertThat(settled.outcome())
                .isEqualTo(Outcome.KEPT));
    }

    @Test
    void keepsATypeNobodyKnowsOnTheCardOfItsUser() {
        town.given(town.newEntity("ada"));

        BillingResult result = town.send(town.request("promote_entity", "login", "ada", "password", "hush"));

        assertThat(result.outcome()).isEqualTo(Outcome.KEPT);
        assertThat(result.recordedAs()).isEqualTo(RequestType.UNKNOWN_TYPE);
        assertThat(receipt("r2").request().type()).isEqualTo(RequestType.UNKNOWN_TYPE);
    }

    private Receipt receipt(String id) {
        return town.account("ada").requests().find(new RequestId(id)).orElseThrow();
    }

    private Map<String, Receipt> receipts(String login) {
        return town.account(login).requests().receipts().entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(
                        (Map.Entry<RequestId, Receipt> each) -> each.getKey().value(), Map.Entry::getValue));
    }
}
