package io.sightline.engine.domain;

import java.util.Set;

import io.sightline.engine.domain.DeviceTariffTerms.Device;
import io.sightline.engine.domain.DeviceTariffTerms.Feature;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.sightline.engine.domain.Given.NOON;
import static io.sightline.engine.domain.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

class DeviceTariffTest {

    private static final DeviceTariffId ID = new DeviceTariffId("basic");
    private static final UserId ADA = new UserId("ada");

    static DeviceTariffTerms terms(long monthly, int creditDays, int halfYear, int year) {
        return terms("Basic", monthly, creditDays, halfYear, year, null, null);
    }

    private static DeviceTariffTerms terms(
            String name,
            long monthly,
            int creditDays,
            int halfYear,
            int year,
            @Nullable Integer devices,
            @Nullable UserId only) {
        return new DeviceTariffTerms(
                Device.TRACKER,
                name,
                new Money(monthly, "BYN"),
                creditDays,
                halfYear,
                year,
                Set.of(Feature.HISTORY),
                devices,
                only);
    }

    @Test
    void costsLessByTheHalfYearAndByTheYear() {
        DeviceTariffTerms terms = terms(1_000, 0, 5, 12);

        assertThat(terms.price(1).minor()).isEqualTo(1_000);
        assertThat(terms.price(3).minor()).isEqualTo(3_000);
        assertThat(terms.price(6).minor()).isEqualTo(5_700);
        assertThat(terms.price(12).minor()).isEqualTo(10_560);
    }

    @Test
    void roundsHalfUpToWhatCanBePaid() {
        assertThat(terms(333, 0, 50, 0).price(6)).isEqualTo(new Money(999, "BYN"));
        assertThat(terms(1, 0, 0, 96).price(12).minor()).isZero();
        assertThat(terms(1, 0, 75, 0).price(6).minor()).isEqualTo(2);
    }

    @Test
    void isCreatedChangedAndWithdrawn() {
        DeviceTariffTerms dearer = terms(2_000, 0, 0, 0);

        given(DeviceTariff.absent(ID))
                .when(new DeviceTariffCommand.Create(terms(1_000, 0, 0, 0)))
                .then(new DeviceTariffEvent.Created(terms(1_000, 0, 0, 0), NOON))
                .when(new DeviceTariffCommand.Create(terms(1_000, 0, 0, 0)))
                .thenNothing()
                .when(new DeviceTariffCommand.Create(dearer))
                .thenRefused(Refusal.ALREADY_EXISTS)
                .when(new DeviceTariffCommand.Change(dearer))
                .then(new DeviceTariffEvent.Changed(dearer))
                .when(new DeviceTariffCommand.Withdraw())
                .then(new DeviceTariffEvent.Withdrawn(NOON))
                .when(new DeviceTariffCommand.Withdraw())
                .thenNothing()
                .when(new DeviceTariffCommand.Change(terms(3_000, 0, 0, 0)))
                .thenRefused(Refusal.GONE);
        given(DeviceTariff.absent(ID)).when(new DeviceTariffCommand.Withdraw()).thenRefused(Refusal.UNKNOWN_ENTITY);
    }

    @Test
    void offersItselfToEverybodyOrToOneUserUntilItIsWithdrawn() {
        var common = given(DeviceTariff.absent(ID)).after(new DeviceTariffCommand.Create(terms(1, 0, 0, 0)));
        var own = given(DeviceTariff.absent(ID))
                .after(new DeviceTariffCommand.Create(terms("Own", 1, 0, 0, 0, null, new UserId("bob"))));

        assertThat(common.state().offeredTo(ADA)).isPresent();
        assertThat(own.state().offeredTo(ADA)).isEmpty();
        assertThat(own.state().offeredTo(new UserId("bob"))).isPresent();
        assertThat(common.after(new DeviceTariffCommand.Withdraw()).state().offeredTo(ADA))
                .isEmpty();
    }

    @Test
    void refusesTermsOutOfRange() {
        refused(terms(" ", 1, 0, 0, 0, null, null));
        refused(terms("Basic", -1, 0, 0, 0, null, null));
        refused(terms("Basic", 1, 367, 0, 0, null, null));
        refused(terms("Basic", 1, 0, 101, 0, null, null));
        refused(terms("Basic", 1, 0, 0, -1, null, null));
        refused(terms("Basic", 1, 0, 0, 0, 0, null));
        refused(new DeviceTariffTerms(
                Device.CAMERA, "Basic", new Money(1, "BYN"), 0, 0, 0, Set.of(Feature.FUEL), null, null));
    }

    private static void refused(DeviceTariffTerms terms) {
        given(DeviceTariff.absent(ID))
                .when(new DeviceTariffCommand.Create(terms))
                .thenRefused(Refusal.INVALID);
    }
}
