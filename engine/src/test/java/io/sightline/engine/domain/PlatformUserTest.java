package io.sightline.engine.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static io.sightline.engine.domain.Given.NOON;
import static io.sightline.engine.domain.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Users who register on the platform: switched off at first, and with an address of mail that is, or is not, proved. */
class PlatformUserTest {

    private static final UserId ADA = new UserId("u0");
    private static final MailRules RULES = new MailRules(Duration.ofMinutes(1), 3, Duration.ofDays(2));
    private static final String HASH = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA";

    private static UserCommand.Create create(String address, UserOrigin origin) {
        return new UserCommand.Create(
                Epoch.of(1), claim(address), origin, Profile.of("platform"), HASH, Set.of(), false);
    }

    private static LoginClaim claim(String address) {
        return new LoginClaim(new LoginId("l." + address.length()), "r1", Personal.of(address));
    }

    private static UserOrigin.Platform platform() {
        return new UserOrigin.Platform(Registration.of(MapProvider.OSM), MailProof.none());
    }

    static Given<UserCommand, UserEvent, User> ada() {
        return given(User.absent(ADA)).after(create("ada@example.org", platform()));
    }

    private static Account account(Given<UserCommand, UserEvent, User> given) {
        return given.state().account().orElseThrow();
    }

    private static MailProof mail(Given<UserCommand, UserEvent, User> given) {
        return ((UserOrigin.Platform) account(given).origin()).mail();
    }

    private static UserCommand offer() {
        return new UserCommand.OfferMailLink(RULES);
    }

    @Test
    void beginsInactiveUntilAnAdministratorActivates() {
        var user = ada();
        assertThat(account(user).standing().causes()).containsExactly(SuspensionCause.ADMIN_DISABLED);
        assertThat(account(user).manifest().status()).isEqualTo(Manifest.Status.PAUSED);
        assertThat(mail(user).verified()).isFalse();

        user.after(new UserCommand.Resume(SuspensionCause.ADMIN_DISABLED));
        assertThat(account(user).manifest().status()).isEqualTo(Manifest.Status.ACTIVE);
        assertThat(mail(user).verified()).isFalse();
    }

    @Test
    void isRegisteredWithAnAddressAlone() {
        for (String wrong : new String[] {"nobody", "@there", "here@", "a@b@c", "a b@c", "a@b\r\nBcc:c"}) {
            given(User.absent(ADA)).when(create(wrong, platform())).thenRefused(Refusal.INVALID);
        }
        ada().when(new UserCommand.ChangeLogin(claim("nobody"))).thenRefused(Refusal.INVALID);
        UserOrigin proved = new UserOrigin.Platform(
                Registration.of(MapProvider.OSM), new MailProof(true, 0, null, java.util.List.of()));
        given(User.absent(ADA)).when(create("ada@example.org", proved)).thenRefused(Refusal.INVALID);
    }

    @Test
    void provesAnAddressByTheLatestLinkOnceAndInTime() {
        var user = ada().when(offer()).then(new UserEvent.MailLinkOffered(NOON.plus(RULES.good()), NOON));

        user.when(new UserCommand.VerifyMail(2)).thenRefused(Refusal.CONFLICT);
        user.when(new UserCommand.VerifyMail(1), NOON.plus(RULES.good())).thenRefused(Refusal.CONFLICT);
        user.when(new UserCommand.VerifyMail(1)).then(new UserEvent.MailVerified(NOON));
        assertThat(mail(user).verified()).isTrue();
        user.when(new UserCommand.VerifyMail(1)).thenRefused(Refusal.CONFLICT);
        user.when(offer(), NOON.plus(Duration.ofDays(2))).thenRefused(Refusal.CONFLICT);
    }

    @Test
    void voidsEarlierLinksByALaterOne() {
        var user = ada();
        user.when(offer()).then(new UserEvent.MailLinkOffered(NOON.plus(RULES.good()), NOON));
        Instant later = NOON.plus(RULES.apart());
        user.when(offer(), later).then(new UserEvent.MailLinkOffered(later.plus(RULES.good()), later));

        user.when(new UserCommand.VerifyMail(1), later).thenRefused(Refusal.CONFLICT);
        user.when(new UserCommand.VerifyMail(2), later).then(new UserEvent.MailVerified(later));
    }

    @Test
    void isNotSentMailsAsOftenAsSomebodyLikes() {
        var user = ada().after(offer());
        user.when(offer(), NOON.plusSeconds(59)).thenRefused(Refusal.LIMIT_EXCEEDED);
        for (int minute = 1; minute <= 2; minute++) {
            Instant at = NOON.plus(Duration.ofMinutes(minute));
            user.when(offer(), at).then(new UserEvent.MailLinkOffered(at.plus(RULES.good()), at));
        }
        Instant nextDay = NOON.plus(Duration.ofDays(1));
        user.when(offer(), nextDay.minusSeconds(1)).thenRefused(Refusal.LIMIT_EXCEEDED);
        assertThat(mail(user).nextAt(RULES, NOON.plus(Duration.ofHours(1)))).isEqualTo(nextDay);
        user.when(offer(), nextDay).then(new UserEvent.MailLinkOffered(nextDay.plus(RULES.good()), nextDay));
        assertThat(mail(user).sent()).hasSize(3);
    }

    @Test
    void knowsNothingOfAnotherAddress() {
        var user = ada().after(offer(), new UserCommand.VerifyMail(1));
        user.after(new UserCommand.ChangeLogin(claim("ada@example.com")));
        assertThat(mail(user).verified()).isFalse();

        var sent = ada().after(offer()).after(new UserCommand.ChangeLogin(claim("ada@example.com")));
        sent.when(new UserCommand.VerifyMail(1)).thenRefused(Refusal.CONFLICT);
    }

    @Test
    void changesWhatWasFilledIn() {
        Registration firm = new Registration(
                null,
                Personal.of("+375"),
                null,
                null,
                null,
                Personal.of("100"),
                Personal.of("Bank"),
                null,
                MapProvider.YANDEX);
        ada().when(new UserCommand.ChangeRegistration(firm))
                .then(new UserEvent.RegistrationChanged(firm))
                .when(new UserCommand.ChangeRegistration(firm))
                .thenNothing();
        Registration tooLong = new Registration(
                null, Personal.of("1".repeat(65)), null, null, null, null, null, null, MapProvider.OSM);
        ada().when(new UserCommand.ChangeRegistration(tooLong)).thenRefused(Refusal.INVALID);
        given(User.absent(ADA), UserTest.created())
                .when(new UserCommand.ChangeRegistration(firm))
                .thenRefused(Refusal.CONFLICT);
    }

    @Test
    void takesItsLedgerAlongWhenItEnds() {
        assertThat(ada().after(new UserCommand.Terminate()).state().obligations())
                .containsEntry("ledger", new Obligation(Ledger.ref(ADA), new LedgerCommand.Close(), false));
    }
}
