package io.sightline.engine.domain;

import java.util.Set;

import org.junit.jupiter.api.Test;

import static io.sightline.engine.domain.Given.NOON;
import static io.sightline.engine.domain.Given.given;
import static io.sightline.engine.domain.Refusal.ALREADY_EXISTS;
import static io.sightline.engine.domain.Refusal.INVALID;
import static io.sightline.engine.domain.Refusal.UNKNOWN_ENTITY;
import static org.assertj.core.api.Assertions.assertThat;

class TariffCatalogueTest {

    private static final TariffPlanId BASIC = new TariffPlanId("basic");
    private static final TariffPlanId LARGE = new TariffPlanId("large");

    private static TariffOffer offer(String title, int order) {
        return new TariffOffer(title, "For one house", 1, new Money(1_250, "EUR"), order, true, null);
    }

    private static Given<TariffCommand, TariffEvent, TariffCatalogue> basic() {
        return given(TariffCatalogue.empty(), new TariffEvent.Created(BASIC, offer("Basic", 2), NOON));
    }

    @Test
    void createsAPlanOnce() {
        basic().when(new TariffCommand.Create(BASIC, offer("Basic", 2))).thenNothing();
        basic().when(new TariffCommand.Create(BASIC, offer("Other", 2))).thenRefused(ALREADY_EXISTS);
    }

    @Test
    void refusesAnOfferThatCannotBe() {
        TariffOffer sound = offer("Large", 1);
        for (TariffOffer wrong : new TariffOffer[] {
            new TariffOffer(" ", "Text", 1, sound.price(), 1, true, null),
            new TariffOffer("Large", "", 1, sound.price(), 1, true, null),
            new TariffOffer("Large", "Text", 0, sound.price(), 1, true, null),
            new TariffOffer("Large", "Text", TariffOffer.MOST_MONTHS + 1, sound.price(), 1, true, null),
            new TariffOffer("Large", "Text", 1, new Money(-1, "EUR"), 1, true, null),
            new TariffOffer("Large", "Text", 1, new Money(1, "euro"), 1, true, null),
            new TariffOffer("Large", "Text", 1, new Money(1, "eur"), 1, true, null),
            new TariffOffer("Large", "Text", 1, sound.price(), -1, true, null)
        }) {
            basic().when(new TariffCommand.Create(LARGE, wrong)).thenRefused(INVALID);
            basic().when(new TariffCommand.Change(BASIC, wrong)).thenRefused(INVALID);
        }
    }

    @Test
    void listsInTheOrderOfTheOffers() {
        var catalogue = basic().after(new TariffCommand.Create(LARGE, offer("Large", 1)));
        assertThat(catalogue.state().inOrder()).extracting(TariffPlan::id).containsExactly(LARGE, BASIC);
    }

    @Test
    void archivesAndRestoresSeveralAtOnceAndAllOrNone() {
        var catalogue = basic().after(new TariffCommand.Create(LARGE, offer("Large", 1)));
        Set<TariffPlanId> both = Set.of(BASIC, LARGE);
        catalogue
                .when(new TariffCommand.Archive(Set.of(BASIC, new TariffPlanId("none"))))
                .thenRefused(UNKNOWN_ENTITY);
        catalogue.when(new TariffCommand.Archive(Set.of(LARGE))).then(new TariffEvent.Archived(Set.of(LARGE)));
        catalogue.when(new TariffCommand.Archive(both)).then(new TariffEvent.Archived(Set.of(BASIC)));
        assertThat(catalogue.state().inOrder()).noneMatch(TariffPlan::isAttachable);
        catalogue.when(new TariffCommand.Restore(both)).then(new TariffEvent.Restored(both));
        assertThat(catalogue.state().inOrder()).extracting(TariffPlan::status).containsOnly(TariffPlan.Status.RESTORED);
        catalogue.when(new TariffCommand.Restore(both)).thenNothing();
    }

    @Test
    void isForEverybodyOrForOneUser() {
        assertThat(offer("Basic", 1).isFor(UserTest.ADA)).isTrue();
        TariffOffer hers = new TariffOffer("Hers", "Text", 1, new Money(0, "EUR"), 1, true, UserTest.ADA);
        assertThat(hers.isFor(UserTest.ADA)).isTrue();
        assertThat(hers.isFor(UserTest.SUB)).isFalse();
    }
}
