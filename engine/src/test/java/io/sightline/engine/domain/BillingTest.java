package io.sightline.engine.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.sightline.engine.domain.Given.NOON;
import static io.sightline.engine.domain.Given.given;
import static io.sightline.engine.domain.Outcome.APPLIED;
import static io.sightline.engine.domain.Outcome.NO_OP;
import static io.sightline.engine.domain.Outcome.REJECTED;
import static io.sightline.engine.domain.Outcome.STOPPED;
import static io.sightline.engine.domain.Outcome.SUPERSEDED;
import static org.assertj.core.api.Assertions.assertThat;

class BillingTest {

    private static final UserCommand PAUSE = new UserCommand.Suspend(SuspensionCause.BILLING_PAUSE);
    private static final UserCommand UNPAUSE = new UserCommand.Resume(SuspensionCause.BILLING_PAUSE);

    private static BillingRequest request(String id, long second) {
        return request(id, "body-" + id, null, second);
    }

    private static BillingRequest request(String id, String body, @Nullable Long version, long second) {
        Order order = new Order(version, NOON.plusSeconds(second));
        return new BillingRequest(new RequestId(id), body, RequestType.PAUSE_ENTITY, order);
    }

    private static Given<UserCommand, UserEvent, User> ada() {
        return given(User.absent(UserTest.ADA), UserTest.created());
    }

    private static UserEvent billed(BillingRequest request, Outcome outcome, String detail, UserEvent... brought) {
        return new UserEvent.Billed(new Receipt(request, outcome, detail, NOON), List.of(brought));
    }

    @Test
    void keepsTheReceiptAndTheEffectInOneEvent() {
        var user = ada().when(new UserCommand.Bill(request("r1", 1), PAUSE))
                .then(billed(request("r1", 1), APPLIED, "", new UserEvent.Suspended(SuspensionCause.BILLING_PAUSE)));
        Account account = user.state().account().orElseThrow();
        assertThat(account.standing().causes()).containsExactly(SuspensionCause.BILLING_PAUSE);
        assertThat(account.requests().find(new RequestId("r1")))
                .contains(new Receipt(request("r1", 1), APPLIED, "", NOON));
    }

    @Test
    void doesNothingForARepetitionHoweverLate() {
        ada().after(new UserCommand.Bill(request("r1", 1), PAUSE), new UserCommand.Bill(request("r2", 2), UNPAUSE))
                .when(new UserCommand.Bill(request("r1", 1), PAUSE))
                .thenNothing();
    }

    @Test
    void forgetsTheOldestPastTheLimitAndARepetitionOfItStillChangesNothing() {
        List<UserEvent> events = new ArrayList<>(List.of(UserTest.created()));
        for (int number = 0; number <= Limits.RECEIPTS; number++) {
            // Ids that go down, for it is time that counts.
            BillingRequest request = request("r" + (9_999 - number), number);
            UserEvent brought = number % 2 == 0
                    ? new UserEvent.Suspended(SuspensionCause.BILLING_PAUSE)
                    : new UserEvent.Resumed(SuspensionCause.BILLING_PAUSE);
            events.add(new UserEvent.Billed(
                    new Receipt(request, APPLIED, "", NOON.plusSeconds(number)), List.of(brought)));
        }
        var user = given(User.absent(UserTest.ADA), events.toArray(UserEvent[]::new));
        Requests requests = user.state().account().orElseThrow().requests();
        assertThat(requests.receipts()).hasSize(Limits.RECEIPTS).doesNotContainKey(new RequestId("r9999"));
        assertThat(requests.effectsOf(new RequestId("r9999"))).isEmpty();
        assertThat(requests.effectsOf(new RequestId("r9998"))).hasSize(1);
        user.when(new UserCommand.Bill(request("r9999", 0), PAUSE)).then(billed(request("r9999", 0), SUPERSEDED, ""));
    }

    @Test
    void refusesAnotherBodyUnderTheSameId() {
        ada().after(new UserCommand.Bill(request("r1", 1), PAUSE))
                .when(new UserCommand.Bill(request("r1", "another body", null, 1), UNPAUSE))
                .thenRefused(Refusal.REQUEST_REUSED);
    }

    @Test
    void neverAppliesWhatIsOlderThanTheLastApplied() {
        ada().after(new UserCommand.Bill(request("r2", 2), PAUSE))
                .when(new UserCommand.Bill(request("r1", 1), UNPAUSE))
                .then(billed(request("r1", 1), SUPERSEDED, ""));
    }

    @Test
    void goesByVersionsWhenBothHaveOne() {
        BillingRequest second = request("r2", "b", 2L, 1);
        BillingRequest first = request("r1", "b", 1L, 5);
        ada().after(new UserCommand.Bill(second, PAUSE))
                .when(new UserCommand.Bill(first, UNPAUSE))
                .then(billed(first, SUPERSEDED, ""));
    }

    @Test
    void keepsWhatHadNothingToDoAndWhatWasRefused() {
        ada().when(new UserCommand.Bill(request("r1", 1), UNPAUSE))
                .then(billed(request("r1", 1), NO_OP, ""))
                .when(new UserCommand.Bill(request("r2", 2), new UserCommand.ChangePassword("clear")))
                .then(billed(request("r2", 2), REJECTED, "INVALID: password"))
                .when(new UserCommand.Bill(request("r3", 1), PAUSE))
                .then(billed(request("r3", 1), APPLIED, "", new UserEvent.Suspended(SuspensionCause.BILLING_PAUSE)));
    }

    @Test
    void keepsWhatWasDecidedElsewhere() {
        ada().when(new UserCommand.Note(request("r1", 1), STOPPED, "autoProvisioning"))
                .then(billed(request("r1", 1), STOPPED, "autoProvisioning"))
                .when(new UserCommand.Note(request("r1", 1), STOPPED, "autoProvisioning"))
                .thenNothing();
    }

    @Test
    void rejectsEverythingAfterTheEndAndKeepsIt() {
        ada().after(new UserCommand.Terminate())
                .when(new UserCommand.Bill(request("r1", 1), UNPAUSE))
                .then(billed(request("r1", 1), REJECTED, "GONE: user"));
    }

    @Test
    void createsAUserAndRemembersTheRequest() {
        var create = new UserCommand.Create(
                Epoch.of(1),
                new LoginClaim(new LoginId("l"), "r1", Personal.of("ada")),
                new UserOrigin.Billing(),
                Profile.of("b2c"),
                "$argon2id$x",
                Set.of(),
                false);
        var user = given(User.absent(UserTest.ADA)).after(new UserCommand.Bill(request("r1", 1), create));
        assertThat(user.revision()).isEqualTo(1);
        user.when(new UserCommand.Bill(request("r1", 1), create)).thenNothing();
        given(User.absent(UserTest.ADA))
                .when(new UserCommand.Bill(request("r1", 1), PAUSE))
                .thenRefused(Refusal.UNKNOWN_ENTITY);
    }

    @Test
    void countsForAddressesAndHardwareAsWell() {
        var create = new AddressCommand.Create(Epoch.of(1), new AddressNode("Home", null, "csa-1", null, null));
        var address = given(Address.absent(new AddressId("home")))
                .after(new AddressCommand.Bill(request("r1", 1), create))
                .when(new AddressCommand.Bill(request("r1", 1), create))
                .thenNothing()
                .after(new AddressCommand.Bill(request("r2", 2), new AddressCommand.Delete()));
        assertThat(address.state()).isInstanceOf(Address.Absent.class);
        assertThat(address.state().requests().receipts()).hasSize(2);

        var register = new NetworkDeviceCommand.Register("uuid", "SN1");
        given(NetworkDevice.unknown(new NetworkDeviceId("AA:BB:CC:DD:EE:FF")))
                .after(new NetworkDeviceCommand.Bill(request("r1", 1), register))
                .when(new NetworkDeviceCommand.Bill(request("r1", 1), register))
                .thenNothing();
    }

    @Test
    void aSenderThatRemembersWhoHasALoginMayBeWrong() {
        LoginId hers = new LoginId("l1");
        LoginId another = new LoginId("another");

        ada().when(new UserCommand.RequireLogin(hers)).thenNothing();
        ada().when(new UserCommand.RequireLogin(another)).thenRefused(Refusal.LOGIN_TAKEN);
        ada().after(new UserCommand.Terminate())
                .when(new UserCommand.RequireLogin(hers))
                .thenRefused(Refusal.LOGIN_TAKEN);
        given(User.absent(UserTest.ADA))
                .when(new UserCommand.RequireLogin(hers))
                .thenRefused(Refusal.UNKNOWN_ENTITY);
    }
}
