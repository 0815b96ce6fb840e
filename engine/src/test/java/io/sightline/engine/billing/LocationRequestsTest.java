package io.sightline.engine.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.domain.AddressPlace;
import io.sightline.engine.domain.Outcome;
import io.sightline.engine.domain.Refusal;
import io.sightline.engine.domain.RequestType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The rules of requests about places. */
class LocationRequestsTest {

    private final Town town = new Town();

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void growsTheTreeFromTheDirectoryOfCodes() {
        BillingResult result = town.send(town.request("create_location", "csa", "T1-1"));

        assertThat(result.outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(result.subject()).isEqualTo(town.address("T1-1").id().ref());
        AddressPlace leaf = place("T1-1");
        assertThat(leaf.node().name()).isEqualTo("High Street 1");
        assertThat(leaf.node().csa()).isEqualTo("T1-1");
        assertThat(leaf.node().parent()).isEqualTo(place("T1").id());
        assertThat(place("T1").node().parent()).isEqualTo(place("T").id());
        assertThat(place("T").children()).containsExactly(place("T1").id());
    }

    @Test
    void recordsACodeNobodyKnowsUnderATypeOfItsOwn() {
        BillingResult result = town.send(town.request("create_location", "csa", "X"));

        assertThat(result.refusal()).isEqualTo(Refusal.UNKNOWN_CSA);
        assertThat(result.recordedAs()).isEqualTo(RequestType.CREATE_LOCATION_UNKNOWN_CSA);
        assertThat(town.address("X").place()).isEmpty();
        assertThat(town.send(town.request("create_location", "csa", "lost")).refusal())
                .isEqualTo(Refusal.UNKNOWN_CSA);
    }

    @Test
    void aPlaceThatIsThereIsNothingToDo() {
        town.given(town.request("create_location", "csa", "T1-1"));

        assertThat(town.send(town.request("create_location", "csa", "T1-1")).outcome())
                .isEqualTo(Outcome.NO_OP);
    }

    @Test
    void aFirmHasToNameItsContract() {
        town.given(town.newEntity("firm").put("subscriberKind", "legal"));
        ObjectNode create = town.request("create_location", "login", "firm", "csa", "T1-1");

        assertThat(town.send(create).refusal()).isEqualTo(Refusal.INVALID);
        town.given(town.request("create_location", "login", "firm", "csa", "T1-1", "contractNumber", "K-7"));

        assertThat(place("T1-1").node().contractNumber()).isEqualTo("K-7");
        assertThat(town.account("firm").requests().receipts()).hasSize(3);
    }

    @Test
    void aPersonsContractDoesNotStandAtTheAddress() {
        town.given(town.newEntity("ada"));

        town.given(town.request("create_location", "login", "ada", "csa", "T1-1", "contractNumber", "K-8"));

        assertThat(place("T1-1").node().contractNumber()).isNull();
    }

    @Test
    void doesNothingForALoginNobodyHas() {
        assertThat(town.send(town.request("create_location", "login", "nobody", "csa", "T1-1"))
                        .outcome())
                .isEqualTo(Outcome.KEPT);
        assertThat(town.address("T1-1").place()).isEmpty();
    }

    @Test
    void whatTheRequestSaysOutranksTheDirectory() {
        town.given(town.request("create_location", "csa", "T1-1", "name", "The corner", "parentCsa", "T"));

        assertThat(place("T1-1").node().name()).isEqualTo("The corner");
        assertThat(place("T1-1").node().parent()).isEqualTo(place("T").id());
    }

    @Test
    void removesAnEmptyPlaceAndOnlyThat() {
        town.given(town.newEntity("ada"));
        town.given(town.attach("ada", Town.MAC, "T1-1"));

        assertThat(town.send(town.request("delete_location", "csa", "T1-1")).refusal())
                .isEqualTo(Refusal.NOT_EMPTY);
        assertThat(town.send(town.request("delete_location", "csa", "T1")).refusal())
                .isEqualTo(Refusal.NOT_EMPTY);
        town.given(town.request("detach_camera", "login", "ada", "mac", Town.MAC));
        town.given(town.request("delete_location", "csa", "T1-1"));

        assertThat(town.address("T1-1").place()).isEmpty();
        assertThat(place("T1").children()).isEmpty();
        assertThat(town.send(town.request("delete_location", "csa", "T1-1")).outcome())
                .isEqualTo(Outcome.NO_OP);
    }

    @Test
    void aPlaceMayComeBack() {
        town.given(town.newEntity("ada"));
        town.given(town.request("create_location", "login", "ada", "csa", "T1-1"));
        town.given(town.request("delete_location", "login", "ada", "csa", "T1-1"));

        town.given(town.request("create_location", "login", "ada", "csa", "T1-1"));

        assertThat(town.address("T1-1").place()).isPresent();
    }

    @Test
    void aCodeThatFitsNoIdIsHashed() {
        assertThat(LocationFlows.address("T1-1").value()).isEqualTo("csa.T1-1");
        assertThat(LocationFlows.address("улица 1").value()).startsWith("csah.").hasSizeLessThanOrEqualTo(64);
        assertThat(LocationFlows.address("a".repeat(64)).value()).startsWith("csah.");
    }

    private AddressPlace place(String csa) {
        return town.address(csa).place().orElseThrow();
    }
}
